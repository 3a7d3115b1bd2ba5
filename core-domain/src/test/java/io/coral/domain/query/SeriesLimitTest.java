package io.coral.domain.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.time.DurationText;
import io.coral.domain.time.Step;
import io.coral.domain.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SeriesLimitTest {
  private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");

  @Test
  void exceededBy_asManyStepsAsPoints_isWithinIt() {
    assertThat(SeriesLimit.exceededBy(Step.MINUTE, minutes(11_000))).isEmpty();
    assertThat(SeriesLimit.exceededBy(Step.MINUTE, minutes(11_001)))
        .hasValueSatisfying(
            failure ->
                assertThat(failure.message())
                    .isEqualTo("11001 steps of 1m are more than the 11000 points of a reply"));
  }

  @Property
  void exceededBy_theStepOfTheHint_isWithinIt(
      @ForAll @LongRange(min = 11_001, max = 5_000_000) long length,
      @ForAll @LongRange(min = 0, max = 10_000) long offset) {
    var asked =
        new TimeWindow(
            FROM.plus(Duration.ofMinutes(offset)), FROM.plus(Duration.ofMinutes(offset + length)));

    var hint = SeriesLimit.exceededBy(Step.MINUTE, asked).orElseThrow().hint();

    var advised =
        new Step(
            DurationText.parse(hint.replaceAll("take a step of (\\S+) or longer.*", "$1")).get());
    assertThat(SeriesLimit.exceededBy(advised, advised.widened(asked))).isEmpty();
  }

  private static TimeWindow minutes(long length) {
    return new TimeWindow(FROM, FROM.plus(Duration.ofMinutes(length)));
  }
}

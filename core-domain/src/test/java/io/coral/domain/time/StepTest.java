package io.coral.domain.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepTest {
  private static final Step FIVE_MINUTES = new Step(Duration.ofMinutes(5));

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-5M", "PT30S", "PT1M30S", "PT1M0.000000001S"})
  void constructor_noWholeMinutes_isRefused(String length) {
    assertThatThrownBy(() -> new Step(Duration.parse(length)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("whole minutes");
  }

  @Test
  void constructor_longerThanAnyWindow_isRefused() {
    assertThat(new Step(QueryWindow.MAX_LENGTH).minutes()).isEqualTo(3660L * 24 * 60);
    assertThatThrownBy(() -> new Step(QueryWindow.MAX_LENGTH.plusMinutes(1)))
        .hasMessageContaining("at most 3660 days");
  }

  @Test
  void widened_reachesTheMultiplesAround() {
    assertThat(FIVE_MINUTES.widened(window("2026-03-01T11:03:00Z", "2026-03-01T11:12:00Z")))
        .isEqualTo(window("2026-03-01T11:00:00Z", "2026-03-01T11:15:00Z"));
  }

  @Test
  void widened_wholeSteps_stayAsTheyAre() {
    var whole = window("2026-03-01T11:00:00Z", "2026-03-01T11:15:00Z");

    assertThat(FIVE_MINUTES.widened(whole)).isEqualTo(whole);
  }

  @Test
  void widened_days_beginAtMidnightInUtc() {
    assertThat(
            new Step(Duration.ofDays(1))
                .widened(window("2026-03-01T23:59:00Z", "2026-03-02T00:00:01Z")))
        .isEqualTo(window("2026-03-01T00:00:00Z", "2026-03-03T00:00:00Z"));
  }

  @Test
  void widened_ofAMinute_isWhatEveryWindowIs() {
    var odd = window("2026-03-01T11:03:20Z", "2026-03-01T11:04:00.000000001Z");

    assertThat(Step.MINUTE.widened(odd)).isEqualTo(odd.widenedToMinutes());
  }

  @Property
  void widened_isTheSmallestWindowOfWholeStepsAround(
      @ForAll @LongRange(min = 1, max = 100_000) long minutes,
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long from,
      @ForAll @LongRange(min = 1, max = 10_000_000) long seconds) {
    var step = new Step(Duration.ofMinutes(minutes));
    var asked = new TimeWindow(Instant.ofEpochSecond(from), Instant.ofEpochSecond(from + seconds));

    var widened = step.widened(asked);

    assertThat(widened.from()).isBeforeOrEqualTo(asked.from());
    assertThat(widened.to()).isAfterOrEqualTo(asked.to());
    assertThat(widened.from().getEpochSecond() % (60 * minutes)).isZero();
    assertThat(widened.to().getEpochSecond() % (60 * minutes)).isZero();
    assertThat(step.at(widened.from()).contains(asked.from())).isTrue();
    assertThat(step.at(widened.to().minus(step.length())).contains(asked.to().minusNanos(1)))
        .isTrue();
    assertThat(step.length().multipliedBy(step.countIn(widened))).isEqualTo(widened.length());
  }

  private static TimeWindow window(String from, String to) {
    return new TimeWindow(Instant.parse(from), Instant.parse(to));
  }
}

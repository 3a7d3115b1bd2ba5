package io.coral.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
  @Property
  void of_anyTime_isAsJavaWritesIt(
      @ForAll @LongRange(min = -100_000_000_000L, max = 1_000_000_000_000L) long second,
      @ForAll @IntRange(max = 999_999_999) int nano) {
    var time = Instant.ofEpochSecond(second, nano);

    assertThat(TimeText.of(time)).isEqualTo(time.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-01T10:00:00Z",
        "2026-03-01T10:15:00.500Z",
        "2026-03-01T10:15:30.000001Z",
        "0001-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z"
      })
  void of_timesWithZeros_isAsJavaWritesIt(String text) {
    assertThat(TimeText.of(Instant.parse(text))).isEqualTo(text);
  }
}

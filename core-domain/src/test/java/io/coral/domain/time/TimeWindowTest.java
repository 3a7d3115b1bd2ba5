package io.coral.domain.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeWindowTest {
  private static final long YEAR_3000 = 32_503_680_000_000L;

  @Property
  void widened_isTheSmallestOfWholeMinutesThatHoldsTheWindow(
      @ForAll @LongRange(min = -YEAR_3000, max = YEAR_3000) long fromMillis,
      @ForAll @LongRange(min = 1, max = 1L << 40) long nanos) {
    var from = Instant.ofEpochMilli(fromMillis);
    var window = new TimeWindow(from, from.plusNanos(nanos));

    var widened = window.widenedToMinutes();

    assertThat(widened.from()).isBeforeOrEqualTo(window.from());
    assertThat(widened.to()).isAfterOrEqualTo(window.to());
    assertThat(widened.from().getEpochSecond() % 60).isZero();
    assertThat(widened.to().getEpochSecond() % 60).isZero();
    assertThat(widened.from().plusSeconds(60)).isAfter(window.from());
    assertThat(widened.to().minusSeconds(60)).isBefore(window.to());
    assertThat(widened.widenedToMinutes()).isEqualTo(widened);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T11:30:00Z, 2026-03-01T11:31:00Z, 2026-03-01T11:30:00Z, 2026-03-01T11:31:00Z",
    "2026-03-01T11:30:59.999Z, 2026-03-01T11:31:00Z, 2026-03-01T11:30:00Z, 2026-03-01T11:31:00Z",
    "2026-03-01T11:30:00Z, 2026-03-01T11:30:00.000000001Z, 2026-03-01T11:30:00Z,"
        + " 2026-03-01T11:31:00Z",
    "1969-12-31T23:59:59Z, 1970-01-01T00:00:01Z, 1969-12-31T23:59:00Z, 1970-01-01T00:01:00Z"
  })
  void widened_examples(Instant from, Instant to, Instant widenedFrom, Instant widenedTo) {
    assertThat(new TimeWindow(from, to).widenedToMinutes())
        .isEqualTo(new TimeWindow(widenedFrom, widenedTo));
  }

  @Test
  void widened_atTheEndOfAllInstants_throwsRatherThanWraps() {
    var last = new TimeWindow(Instant.EPOCH, Instant.MAX);

    assertThatThrownBy(last::widenedToMinutes).isInstanceOf(DateTimeException.class);
    assertThat(new TimeWindow(Instant.MIN, Instant.EPOCH).widenedToMinutes().from())
        .isEqualTo(Instant.MIN);
  }

  @Test
  void contains_isHalfOpen() {
    var window = new TimeWindow(Instant.ofEpochSecond(10), Instant.ofEpochSecond(20));

    assertThat(window.contains(Instant.ofEpochSecond(10))).isTrue();
    assertThat(window.contains(Instant.ofEpochSecond(20).minusNanos(1))).isTrue();
    assertThat(window.contains(Instant.ofEpochSecond(20))).isFalse();
    assertThat(window.contains(Instant.ofEpochSecond(10).minusNanos(1))).isFalse();
    assertThat(window.length()).isEqualTo(Duration.ofSeconds(10));
    assertThat(window).hasToString("1970-01-01T00:00:10Z..1970-01-01T00:00:20Z");
  }

  @Test
  void window_thatDoesNotEndAfterItBegins_isRefused() {
    assertThatThrownBy(() -> new TimeWindow(Instant.EPOCH, Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TimeWindow(Instant.MAX, Instant.MIN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

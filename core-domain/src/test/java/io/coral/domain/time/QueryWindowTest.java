package io.coral.domain.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class QueryWindowTest {
  private static final long MOST_NANOS = 3660L * 86_400 * 1_000_000_000;

  @Test
  void lookBack_endsNow_widenedToWholeMinutes() {
    var window = QueryWindow.LAST_HOUR.resolve(Instant.parse("2026-03-01T12:00:30Z"));

    assertThat(window)
        .isEqualTo(
            new TimeWindow(
                Instant.parse("2026-03-01T11:00:00Z"), Instant.parse("2026-03-01T12:01:00Z")));
  }

  @Property
  void lookBack_holdsAllThatWasAskedFor(
      @ForAll @LongRange(min = 1, max = MOST_NANOS) long nanos,
      @ForAll @LongRange(min = 1) long nowUnixNano) {
    var now = Instant.ofEpochSecond(0, nowUnixNano);

    var applied = new QueryWindow.LookBack(Duration.ofNanos(nanos)).resolve(now);

    assertThat(applied.contains(now.minusNanos(1))).isTrue();
    assertThat(applied.contains(now.minusNanos(nanos))).isTrue();
    assertThat(applied.length()).isLessThan(Duration.ofNanos(nanos).plusMinutes(2));
  }

  @Test
  void lookBack_notPositiveOrTooLong_isRefused() {
    for (var length :
        new Duration[] {
          Duration.ZERO,
          Duration.ofNanos(-1),
          Duration.ofSeconds(Long.MIN_VALUE),
          QueryWindow.MAX_LENGTH.plusNanos(1),
          Duration.ofSeconds(Long.MAX_VALUE)
        }) {
      assertThatThrownBy(() -> new QueryWindow.LookBack(length))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("look-back must be positive and at most 3660 days");
    }
    assertThat(new QueryWindow.LookBack(QueryWindow.MAX_LENGTH).length())
        .isEqualTo(QueryWindow.MAX_LENGTH);
  }

  @Test
  void absolute_isWhatWasGiven_widened() {
    var range = new TimeWindow(Instant.EPOCH.plusSeconds(30), Instant.EPOCH.plusSeconds(90));

    assertThat(new QueryWindow.Absolute(range).resolve(Instant.MAX))
        .isEqualTo(new TimeWindow(Instant.EPOCH, Instant.EPOCH.plusSeconds(120)));
  }

  @Test
  void absolute_outsideOfWhatTelemetryCanCarry_isRefused() {
    var beginning = Instant.EPOCH.minusNanos(1);
    assertRefused(new TimeWindow(beginning, Instant.EPOCH.plusSeconds(1)));
    assertRefused(new TimeWindow(Instant.MIN, Instant.MAX));
    assertRefused(
        new TimeWindow(
            QueryWindow.LAST_INSTANT.minusSeconds(1), QueryWindow.LAST_INSTANT.plusNanos(1)));
    assertRefused(
        new TimeWindow(Instant.EPOCH, Instant.EPOCH.plus(QueryWindow.MAX_LENGTH).plusNanos(1)));
  }

  @Test
  void absolute_atTheEndOfTime_isStillExpressibleInNanoseconds() {
    var last = QueryWindow.LAST_INSTANT;

    var applied =
        new QueryWindow.Absolute(new TimeWindow(last.minusNanos(1), last)).resolve(Instant.EPOCH);

    assertThat(applied.to()).isEqualTo(last);
    assertThat(Duration.between(Instant.EPOCH, applied.to()).toNanos()).isPositive();
  }

  private static void assertRefused(TimeWindow window) {
    assertThatThrownBy(() -> new QueryWindow.Absolute(window))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("range must ");
  }
}

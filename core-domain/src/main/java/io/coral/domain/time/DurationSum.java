package io.coral.domain.time;

import io.vavr.control.Option;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the terms of a written duration, exactly. In whole numbers: the arithmetic of {@code
 * BigDecimal}, which that of {@code Duration} uses, takes longer to get ready than most commands
 * take altogether.
 */
final class DurationSum {
  private static final long BILLION = 1_000_000_000;

  private long seconds;
  private long nanos;
  private long billionthsOfNanos;

  /**
   * @param whole up to 12 digits, of which no sum of terms leaves the range
   * @param fraction up to 9 digits after the point; null for none
   */
  void add(String whole, @Nullable String fraction, DurationUnit unit) {
    long times = Long.parseLong(whole);
    long billionths =
        fraction == null ? 0 : Long.parseLong((fraction + "0".repeat(9)).substring(0, 9));
    long unitSeconds = unit.length().toSeconds();
    if (unitSeconds > 0) {
      seconds += times * unitSeconds;
      nanos += billionths * unitSeconds;
    } else {
      nanos += times * unit.length().toNanos();
      billionthsOfNanos += billionths * unit.length().toNanos();
    }
  }

  /** Empty if it is no whole number of nanoseconds. */
  Option<Duration> total() {
    return Option.when(
        billionthsOfNanos % BILLION == 0,
        () -> Duration.ofSeconds(seconds, nanos + billionthsOfNanos / BILLION));
  }
}

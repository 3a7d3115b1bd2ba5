package io.coral.domain.time;

import java.time.Duration;

/** Durations rounded for reading, as {@link DurationText#format} describes. */
final class RoundedDuration {
  private static final long MICRO = 1_000;
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  private RoundedDuration() {}

  /**
   * @param duration not negative
   */
  static String text(Duration duration) {
    if (duration.toSeconds() >= 60) {
      return twoUnits(duration.toSeconds());
    }
    long nanos = duration.toNanos();
    if (nanos < MICRO) {
      return nanos + "ns";
    }
    // What rounds up to the next unit is written in that unit: 1.00s, never 1000.0ms.
    if (nanos < MILLI - MICRO / 20) {
      return decimal(nanos, MICRO, 1) + "µs";
    }
    if (nanos < SECOND - MILLI / 20) {
      return decimal(nanos, MILLI, 1) + "ms";
    }
    return nanos < 60 * SECOND - SECOND / 200 ? decimal(nanos, SECOND, 2) + "s" : "1m0s";
  }

  /**
   * @param seconds at least 60
   */
  private static String twoUnits(long seconds) {
    long minutes = seconds / 60;
    if (minutes < 60) {
      return minutes + "m" + seconds % 60 + "s";
    }
    long hours = minutes / 60;
    return hours < 24 ? hours + "h" + minutes % 60 + "m" : hours / 24 + "d" + hours % 24 + "h";
  }

  /** {@code nanos / unit} rounded half up, in whole numbers, so that no binary fraction errs. */
  private static String decimal(long nanos, long unit, int digits) {
    int parts = digits == 1 ? 10 : 100;
    long rounded = (nanos + unit / parts / 2) / (unit / parts);
    String fraction = Long.toString(rounded % parts);
    return rounded / parts + "." + "0".repeat(digits - fraction.length()) + fraction;
  }
}

package io.coral.domain.time;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * Units of written durations, the largest first: d, h, m, s, ms, µs (also us, and with a Greek mu),
 * ns.
 */
enum DurationUnit {
  DAYS("d", ChronoUnit.DAYS),
  HOURS("h", ChronoUnit.HOURS),
  MINUTES("m", ChronoUnit.MINUTES),
  SECONDS("s", ChronoUnit.SECONDS),
  MILLIS("ms", ChronoUnit.MILLIS),
  MICROS("µs", ChronoUnit.MICROS),
  NANOS("ns", ChronoUnit.NANOS);

  private final String symbol;
  private final Duration length;

  DurationUnit(String symbol, ChronoUnit unit) {
    this.symbol = symbol;
    this.length = unit.getDuration();
  }

  /**
   * @throws IllegalArgumentException if there is no such unit
   */
  static DurationUnit of(String symbol) {
    return switch (symbol) {
      case "d" -> DAYS;
      case "h" -> HOURS;
      case "m" -> MINUTES;
      case "s" -> SECONDS;
      case "ms" -> MILLIS;
      case "us", "µs", "\u03bcs" -> MICROS; // the micro sign, and the Greek letter
      case "ns" -> NANOS;
      default -> throw new IllegalArgumentException("no unit of time: " + symbol);
    };
  }

  String symbol() {
    return symbol;
  }

  /** Exact, also of a day: 24 hours, since UTC has no other. */
  Duration length() {
    return length;
  }
}

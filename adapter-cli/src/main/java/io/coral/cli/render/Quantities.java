package io.coral.cli.render;

import io.coral.domain.time.DurationText;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Values as people read them. */
final class Quantities {
  private static final List<String> BINARY = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");

  private Quantities() {}

  /**
   * A value with its unit: {@code 892.1ms}, {@code 1.5MiB}, {@code 0.25}, {@code 12 {requests}}.
   */
  static String of(double value, String unit) {
    return switch (unit) {
      case "nanoseconds" -> nanoseconds(value);
      case "bytes", "By" -> bytes(value);
      case "", "1" -> number(value);
      default -> number(value) + " " + unit;
    };
  }

  static String nanoseconds(double value) {
    return Math.abs(value) < Long.MAX_VALUE
        ? DurationText.format(Duration.ofNanos(Math.round(value)))
        : number(value) + "ns"; // also NaN
  }

  /** At most six digits, without trailing zeros. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    var rounded = new BigDecimal(value).round(new MathContext(6, RoundingMode.HALF_UP));
    if (rounded.signum() == 0) {
      return "0";
    }
    int magnitude = rounded.precision() - rounded.scale();
    return magnitude > 15 || magnitude < -5
        ? String.format(Locale.ROOT, "%.5e", value)
        : rounded.stripTrailingZeros().toPlainString();
  }

  private static String bytes(double value) {
    double scaled = value;
    int unit = 0;
    while (Math.abs(scaled) >= 1024 && unit < BINARY.size() - 1) {
      scaled /= 1024;
      unit++;
    }
    return unit == 0
        ? number(value) + "B"
        : String.format(Locale.ROOT, "%.1f%s", scaled, BINARY.get(unit));
  }

  /**
   * A share in percent, with two digits: {@code 0.12%}. What is not quite nothing does not read as
   * nothing, nor what is not quite all as all.
   *
   * @param rate in [0, 1]
   */
  static String percent(double rate) {
    if (rate > 0 && rate < 0.00005) {
      return "<0.01%";
    }
    if (rate < 1 && rate >= 0.99995) {
      return ">99.99%";
    }
    return String.format(Locale.ROOT, "%.2f%%", rate * 100);
  }
}

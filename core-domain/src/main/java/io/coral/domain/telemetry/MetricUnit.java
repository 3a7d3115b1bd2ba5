package io.coral.domain.telemetry;

import static java.util.Objects.requireNonNull;

/**
 * The unit a metric is kept and answered in. Durations become nanoseconds and bytes are spelled
 * out; every other unit keeps its UCUM code.
 *
 * @param name "nanoseconds", "bytes", or the UCUM code ("1", "{cpu}", …); empty if none was given
 * @param perReceived what a received value is multiplied by
 */
public record MetricUnit(String name, double perReceived) {
  /** The unit of all durations. */
  public static final String NANOSECONDS = "nanoseconds";

  /** The unit of all sizes in bytes. */
  public static final String BYTES = "bytes";

  private static final int MAX_LENGTH = 63;

  /**
   * @throws IllegalArgumentException if {@code perReceived} is not positive and finite
   */
  public MetricUnit {
    requireNonNull(name, "name is null");
    if (!(perReceived > 0 && Double.isFinite(perReceived))) {
      throw new IllegalArgumentException("a unit's factor is positive, got " + perReceived);
    }
  }

  /**
   * The unit for a UCUM code as OTLP carries it.
   *
   * @param code any text; what is not printable ASCII is left out, what is beyond 63 characters cut
   */
  public static MetricUnit ofUcum(String code) {
    return switch (code) {
      case "ns" -> new MetricUnit(NANOSECONDS, 1);
      case "us" -> new MetricUnit(NANOSECONDS, 1e3);
      case "ms" -> new MetricUnit(NANOSECONDS, 1e6);
      case "s" -> new MetricUnit(NANOSECONDS, 1e9);
      case "min" -> new MetricUnit(NANOSECONDS, 60e9);
      case "h" -> new MetricUnit(NANOSECONDS, 3600e9);
      case "d" -> new MetricUnit(NANOSECONDS, 86_400e9);
      case "By" -> new MetricUnit(BYTES, 1);
      case "kBy" -> new MetricUnit(BYTES, 1e3);
      case "MBy" -> new MetricUnit(BYTES, 1e6);
      case "GBy" -> new MetricUnit(BYTES, 1e9);
      case "KiBy" -> new MetricUnit(BYTES, 0x1p10);
      case "MiBy" -> new MetricUnit(BYTES, 0x1p20);
      case "GiBy" -> new MetricUnit(BYTES, 0x1p30);
      default -> new MetricUnit(clean(code), 1);
    };
  }

  private static String clean(String code) {
    String printable =
        code.codePoints()
            .filter(c -> c > ' ' && c < 0x7F) // UCUM codes are printable ASCII
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return printable.length() <= MAX_LENGTH ? printable : printable.substring(0, MAX_LENGTH);
  }

  /** A received value in this unit; what would be too large for a double stays the largest. */
  public double kept(double received) {
    return Math.clamp(received * perReceived, -Double.MAX_VALUE, Double.MAX_VALUE);
  }
}

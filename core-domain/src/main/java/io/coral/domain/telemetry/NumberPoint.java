package io.coral.domain.telemetry;

import static java.util.Objects.requireNonNull;

/**
 * A value at a time: a gauge's, or that of a sum that may fall.
 *
 * @param identity what it measures, and who says so
 * @param timeUnixNano nanoseconds since 1970, positive
 * @param value finite, in the unit received
 */
public record NumberPoint(MetricIdentity identity, long timeUnixNano, double value)
    implements MetricPoint {
  /**
   * @throws IllegalArgumentException if the time is not positive, or the value NaN or infinite
   */
  public NumberPoint {
    requireNonNull(identity, "identity is null");
    if (timeUnixNano <= 0) {
      throw new IllegalArgumentException("point has no time");
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("point's value is " + value);
    }
    value += 0.0; // turns -0.0 into 0.0, so that equal values are equal records
  }
}

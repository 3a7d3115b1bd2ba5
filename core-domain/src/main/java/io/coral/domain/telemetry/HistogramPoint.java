package io.coral.domain.telemetry;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * A histogram, explicit or exponential, over the time {@code (start, time]}. All numbers are in the
 * unit received.
 *
 * @param identity what it measures, and who says so
 * @param stream the stream it continues
 * @param temporality what it counts
 * @param startUnixNano nanoseconds since 1970, at most the time; 0 if the sender does not say
 * @param timeUnixNano nanoseconds since 1970, positive
 * @param sum of the values, finite; empty if the sender does not say
 * @param min no value is below, finite; empty if the sender does not say
 * @param max no value is above, finite; empty if the sender does not say
 * @param counts the buckets
 */
public record HistogramPoint(
    MetricIdentity identity,
    StreamId stream,
    Temporality temporality,
    long startUnixNano,
    long timeUnixNano,
    OptionalDouble sum,
    OptionalDouble min,
    OptionalDouble max,
    HistogramCounts counts)
    implements MetricPoint {
  /**
   * @throws IllegalArgumentException if the times are out of range or order, a number is NaN or
   *     infinite, or the minimum is above the maximum
   */
  public HistogramPoint {
    requireNonNull(identity, "identity is null");
    requireNonNull(stream, "stream is null");
    requireNonNull(temporality, "temporality is null");
    requireNonNull(counts, "counts is null");
    if (timeUnixNano <= 0) {
      throw new IllegalArgumentException("point has no time");
    }
    if (startUnixNano < 0 || startUnixNano > timeUnixNano) {
      throw new IllegalArgumentException("histogram starts after it ends");
    }
    requireFinite("sum", sum);
    requireFinite("min", min);
    requireFinite("max", max);
    if (min.isPresent() && max.isPresent() && min.getAsDouble() > max.getAsDouble()) {
      throw new IllegalArgumentException("histogram's min is above its max");
    }
  }

  private static void requireFinite(String what, OptionalDouble number) {
    requireNonNull(number, () -> what + " is null");
    if (number.isPresent() && !Double.isFinite(number.getAsDouble())) {
      throw new IllegalArgumentException("histogram's " + what + " is " + number.getAsDouble());
    }
  }
}

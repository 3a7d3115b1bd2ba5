package io.coral.domain.summary;

import static java.util.Objects.requireNonNull;

import io.coral.domain.histogram.LogHistogram;
import io.coral.domain.time.Minute;
import io.coral.domain.value.Label;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.ServiceInstance;

/**
 * What one instance reported of one metric in one minute, or a part of it.
 *
 * @param minute of the points' time
 * @param sender the instance that reported them
 * @param metric its name as received
 * @param state the attribute that splits a utilization ({@code cpu.mode}, {@code state}); NONE for
 *     all others
 * @param unit "nanoseconds", "bytes", or a UCUM code
 * @param kind whether the values were sampled one by one or came in buckets
 * @param count values, at least 1
 * @param sum of the values
 * @param min the smallest value, or an estimate of it where the sender did not say
 * @param max the largest value, or an estimate of it where the sender did not say
 * @param histogram of the values
 * @param relativeError bound of a percentile's error: {@code 0.01} for sampled values, more where
 *     received buckets were wider than ours, infinite where values came in a bucket that reaches
 *     from above to zero
 */
public record MetricDelta(
    Minute minute,
    ServiceInstance sender,
    MetricName metric,
    Label state,
    String unit,
    Kind kind,
    long count,
    double sum,
    double min,
    double max,
    LogHistogram histogram,
    double relativeError) {

  /** How a metric's values arrived. */
  public enum Kind {
    /** One by one: gauges, and sums that may fall. */
    GAUGE,
    /** In buckets. */
    HISTOGRAM
  }

  /**
   * @throws IllegalArgumentException if there are no values, a number is not finite (the relative
   *     error may be infinite), or the minimum is above the maximum
   */
  public MetricDelta {
    requireNonNull(minute, "minute is null");
    requireNonNull(sender, "sender is null");
    requireNonNull(metric, "metric is null");
    requireNonNull(state, "state is null");
    requireNonNull(unit, "unit is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(histogram, "histogram is null");
    if (count < 1) {
      throw new IllegalArgumentException("a metric delta without values");
    }
    if (!(Double.isFinite(sum) && Double.isFinite(min) && Double.isFinite(max) && min <= max)) {
      throw new IllegalArgumentException("sum " + sum + ", min " + min + ", max " + max);
    }
    if (!(relativeError >= 0)) { // negated, so that NaN is refused too
      throw new IllegalArgumentException("a relative error of " + relativeError);
    }
  }
}

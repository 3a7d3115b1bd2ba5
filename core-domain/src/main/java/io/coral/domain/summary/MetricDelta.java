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
 *     received buckets were wider than ours
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
    GAUGE,
    HISTOGRAM
  }

  public MetricDelta {
    requireNonNull(minute, "minute is null");
    requireNonNull(sender, "sender is null");
    requireNonNull(metric, "metric is null");
    requireNonNull(state, "state is null");
    requireNonNull(unit, "unit is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(histogram, "histogram is null");
  }
}

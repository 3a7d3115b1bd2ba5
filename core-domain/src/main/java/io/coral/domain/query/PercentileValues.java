package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Quantiles of one merged histogram, each the same number as {@link Percentile} has for it.
 *
 * @param values in {@code unit}, one for each quantile that was asked for, in that order
 * @param unit "nanoseconds", "bytes", or a UCUM code; may be empty
 * @param sampleCount values behind them, at least 1
 * @param source {@link Percentile#FROM_SPANS}, or the metric that was read
 * @param relativeError bound of the distance from the exact nearest-rank value, as a share of it;
 *     infinite where received buckets set none
 */
public record PercentileValues(
    List<Double> values, String unit, long sampleCount, String source, double relativeError) {
  /**
   * @throws IllegalArgumentException if there are no samples, or the relative error is negative or
   *     NaN
   */
  public PercentileValues {
    requireNonNull(unit, "unit is null");
    requireNonNull(source, "source is null");
    if (sampleCount < 1) {
      throw new IllegalArgumentException("no percentiles of " + sampleCount + " samples");
    }
    if (!(relativeError >= 0)) { // negated, so that NaN is refused too
      throw new IllegalArgumentException("a relative error of " + relativeError);
    }
    values = List.copyOf(values);
  }
}

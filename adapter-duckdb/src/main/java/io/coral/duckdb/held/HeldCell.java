package io.coral.duckdb.held;

import static java.util.Objects.requireNonNull;

import io.coral.domain.histogram.LogBuckets;
import io.coral.domain.histogram.LogHistogram;
import io.coral.domain.summary.MetricDelta;
import io.coral.domain.summary.ServiceDelta;

/**
 * What one sender reported of its requests, or of one metric, in one minute.
 *
 * @param count values; requests
 * @param errors requests that failed
 * @param lowest the smallest value; of none, positive infinity
 * @param highest the largest value; of none, negative infinity
 */
public record HeldCell(
    long count,
    long errors,
    double lowest,
    double highest,
    double relativeError,
    LogHistogram histogram) {
  /** What a cell takes beside its buckets, and a bucket, in bytes. */
  static final long CELL_BYTES = 240;

  private static final long BUCKET_BYTES = 12;

  public HeldCell {
    requireNonNull(histogram, "histogram is null");
  }

  static HeldCell of(ServiceDelta delta) {
    boolean measured = !delta.durations().histogram().isEmpty();
    return new HeldCell(
        delta.requestCount(),
        delta.errorCount(),
        measured ? delta.durations().minNanos() : Double.POSITIVE_INFINITY,
        measured ? delta.durations().maxNanos() : Double.NEGATIVE_INFINITY,
        LogBuckets.RELATIVE_ERROR,
        delta.durations().histogram());
  }

  static HeldCell of(MetricDelta delta) {
    return new HeldCell(
        delta.count(), 0, delta.min(), delta.max(), delta.relativeError(), delta.histogram());
  }

  HeldCell merge(HeldCell other) {
    return new HeldCell(
        added(count, other.count),
        added(errors, other.errors),
        Math.min(lowest, other.lowest),
        Math.max(highest, other.highest),
        Math.max(relativeError, other.relativeError),
        histogram.merge(other.histogram));
  }

  /** Of what is never negative; what would not fit stays at the largest. */
  public static long added(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  long bytes() {
    return CELL_BYTES + BUCKET_BYTES * histogram.buckets();
  }
}

package io.coral.domain.telemetry;

/**
 * A metric point of a kind that is summarised. Monotonic sums and summaries are not: their points
 * are counted as ignored by whoever decodes them, and so are histograms without buckets, which tell
 * no percentile.
 */
public sealed interface MetricPoint permits NumberPoint, HistogramPoint {
  /** What it measures, and who says so. */
  MetricIdentity identity();

  /** When it was taken, in nanoseconds since 1970, positive. */
  long timeUnixNano();
}

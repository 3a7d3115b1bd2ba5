package io.coral.domain.telemetry;

import java.util.List;
import java.util.Optional;

/** The buckets of a histogram point and how many values fell into each. */
public sealed interface HistogramCounts permits BucketCounts, ExponentialCounts {
  /** Most buckets of a histogram; of an exponential one, most of each sign. */
  int MAX_BUCKETS = 2_048;

  /** Most values that a histogram may count: what a double still counts exactly. */
  long MAX_TOTAL = 1L << 53;

  /** All values, in [0, {@link #MAX_TOTAL}]. */
  long total();

  /** Visits the buckets that hold values, in the order of their values. */
  void forEach(BucketVisitor visitor);

  /** Whether the two have the same buckets, or buckets that can be made the same exactly. */
  boolean comparable(HistogramCounts other);

  /**
   * What was counted after {@code earlier}.
   *
   * @param earlier {@link #comparable} to this
   * @return empty if a count is lower here, so that counting must have begun anew
   */
  Optional<HistogramCounts> since(HistogramCounts earlier);

  /** Receives one bucket. */
  @FunctionalInterface
  interface BucketVisitor {
    /**
     * @param low lower edge; negative infinity for a first bucket without one
     * @param high upper edge, not below {@code low}; infinity for a last bucket without one
     * @param count positive
     */
    void visit(double low, double high, long count);
  }

  /**
   * Adds up.
   *
   * @throws IllegalArgumentException if a count is negative or the total above {@link #MAX_TOTAL}
   */
  static long totalOf(List<Long> counts) {
    long total = 0;
    for (long count : counts) {
      if (count < 0 || count > MAX_TOTAL - total) {
        throw new IllegalArgumentException("histogram counts are negative, or beyond 2^53");
      }
      total += count;
    }
    return total;
  }
}

package io.coral.domain.summary;

import static java.util.Objects.requireNonNull;

import io.coral.domain.histogram.LogHistogram;

/**
 * How long the requests of a group lasted.
 *
 * @param histogram one count a request
 * @param sumNanos sum of all, {@link Long#MAX_VALUE} if it would not fit
 * @param minNanos the shortest; 0 if there is none
 * @param maxNanos the longest; 0 if there is none
 */
public record Durations(LogHistogram histogram, long sumNanos, long minNanos, long maxNanos) {
  public static final Durations NONE = new Durations(LogHistogram.empty(), 0, 0, 0);

  /**
   * @throws IllegalArgumentException if the numbers are negative or do not fit each other
   */
  public Durations {
    requireNonNull(histogram, "histogram is null");
    if (minNanos < 0 || maxNanos < minNanos || sumNanos < maxNanos) {
      throw new IllegalArgumentException(
          "durations of " + minNanos + " to " + maxNanos + " ns, " + sumNanos + " ns together");
    }
  }

  /** Adds two groups; in any order, with the same result. */
  public Durations merge(Durations other) {
    if (other.histogram.isEmpty()) {
      return this;
    }
    if (histogram.isEmpty()) {
      return other;
    }
    return new Durations(
        histogram.merge(other.histogram),
        saturatingAdd(sumNanos, other.sumNanos),
        Math.min(minNanos, other.minNanos),
        Math.max(maxNanos, other.maxNanos));
  }

  /** Adds what is not negative; saturating keeps addition commutative and associative. */
  static long saturatingAdd(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}

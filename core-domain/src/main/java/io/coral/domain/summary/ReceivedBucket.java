package io.coral.domain.summary;

import io.coral.domain.histogram.LogBuckets;
import java.util.OptionalDouble;

/**
 * The point that stands for all values of a received bucket, and how far off it may be.
 *
 * <p>Of a bucket on one side of zero it is {@code 2·low·high / (low + high)}, from which no value
 * in the bucket is farther than {@code (high - low) / (high + low)} of itself; for a bucket of an
 * exponential histogram that is {@code (base - 1) / (base + 1)}. No other point has a smaller worst
 * error. Where the sender states a minimum and maximum, a bucket ends there.
 *
 * <p>What is left without a finite edge: a last bucket is stood for by its lower edge, which is
 * within 100 % of all that is above; a first bucket that ends above zero begins at zero, as
 * histograms record what cannot be negative; one that ends below is a last bucket mirrored. A
 * bucket that ends at zero on one side is stood for by its other edge, as zero would be no answer,
 * and has no bound; one with zero inside is stood for by zero, within 100 %.
 *
 * @param representative stands for the values
 * @param relativeError bound of its distance from a value, as a share of that value; infinite where
 *     there is none
 */
record ReceivedBucket(double representative, double relativeError) {

  static ReceivedBucket of(double low, double high, OptionalDouble min, OptionalDouble max) {
    // Senders' minima and maxima may miss a bucket that they ought to be in, by rounding.
    double from =
        min.isPresent() && min.getAsDouble() <= high ? Math.max(low, min.getAsDouble()) : low;
    double to =
        max.isPresent() && max.getAsDouble() >= from ? Math.min(high, max.getAsDouble()) : high;
    return between(from, to);
  }

  private static ReceivedBucket between(double low, double high) {
    if (low == high) {
      return new ReceivedBucket(low, 0);
    }
    if (high <= 0) {
      // The mirrored bucket may not take up the rule that values are not negative.
      ReceivedBucket mirrored = above(0.0 - high, -low);
      return new ReceivedBucket(0.0 - mirrored.representative, mirrored.relativeError);
    }
    return low == Double.NEGATIVE_INFINITY ? above(0, high) : above(low, high);
  }

  /** Of a bucket that ends above zero. */
  private static ReceivedBucket above(double low, double high) {
    if (low < 0) {
      return new ReceivedBucket(0, 1);
    }
    if (high == Double.POSITIVE_INFINITY) {
      return new ReceivedBucket(low, 1);
    }
    if (low == 0) {
      return new ReceivedBucket(high, Double.POSITIVE_INFINITY);
    }
    double ratio = low / high;
    return new ReceivedBucket(low * (2 / (1 + ratio)), (1 - ratio) / (1 + ratio));
  }

  /** The bound when this bucket's values were put into a bucket of ours. */
  double relativeErrorInOurs() {
    return relativeError + LogBuckets.RELATIVE_ERROR + relativeError * LogBuckets.RELATIVE_ERROR;
  }
}

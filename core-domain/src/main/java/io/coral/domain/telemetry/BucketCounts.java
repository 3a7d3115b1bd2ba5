package io.coral.domain.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Counts between explicit bounds. Bucket {@code i} holds the values in {@code (bounds[i-1],
 * bounds[i]]}; the first and the last reach to infinity.
 *
 * @param bounds finite and ascending, 1 to 2047, in the unit received
 * @param counts one more than bounds, not negative
 */
public record BucketCounts(List<Double> bounds, List<Long> counts) implements HistogramCounts {
  /**
   * @throws IllegalArgumentException if there are no bounds or too many, if they are not finite and
   *     ascending, or if the counts do not fit them
   */
  public BucketCounts {
    if (bounds.isEmpty() || bounds.size() >= MAX_BUCKETS) {
      throw new IllegalArgumentException(
          "histogram must have 1 to " + (MAX_BUCKETS - 1) + " bounds, got " + bounds.size());
    }
    if (counts.size() != bounds.size() + 1) {
      throw new IllegalArgumentException(
          "histogram has " + bounds.size() + " bounds and " + counts.size() + " counts");
    }
    double previous = Double.NEGATIVE_INFINITY;
    for (double bound : bounds) {
      if (!(previous < bound && bound < Double.POSITIVE_INFINITY)) { // negated for NaN's sake
        throw new IllegalArgumentException("histogram bounds are not finite and ascending");
      }
      previous = bound;
    }
    // Adding 0.0 turns -0.0 into 0.0, so that equal bounds are equal lists.
    bounds = bounds.stream().map(bound -> bound + 0.0).toList();
    counts = List.copyOf(counts);
    HistogramCounts.totalOf(counts);
  }

  /**
   * The counts of a point that also states their total.
   *
   * @throws IllegalArgumentException as the constructor, or if the counts do not add up to {@code
   *     count}
   */
  public static BucketCounts adding(long count, List<Double> bounds, List<Long> counts) {
    var all = new BucketCounts(bounds, counts);
    if (all.total() != count) {
      throw new IllegalArgumentException(
          "histogram counts " + count + " values, its buckets " + all.total());
    }
    return all;
  }

  @Override
  public long total() {
    return HistogramCounts.totalOf(counts);
  }

  @Override
  public void forEach(BucketVisitor visitor) {
    for (int i = 0; i < counts.size(); i++) {
      if (counts.get(i) > 0) {
        visitor.visit(
            i == 0 ? Double.NEGATIVE_INFINITY : bounds.get(i - 1),
            i == bounds.size() ? Double.POSITIVE_INFINITY : bounds.get(i),
            counts.get(i));
      }
    }
  }

  /** Explicit bounds cannot be changed into others: only the same ones are comparable. */
  @Override
  public boolean comparable(HistogramCounts other) {
    return other instanceof BucketCounts that && bounds.equals(that.bounds);
  }

  @Override
  public Optional<HistogramCounts> since(HistogramCounts earlier) {
    if (!(earlier instanceof BucketCounts before) || !comparable(before)) {
      throw new IllegalArgumentException("these histograms have other bounds");
    }
    var added = new ArrayList<Long>(counts.size());
    for (int i = 0; i < counts.size(); i++) {
      long difference = counts.get(i) - before.counts.get(i);
      if (difference < 0) {
        return Optional.empty();
      }
      added.add(difference);
    }
    return Optional.of(new BucketCounts(bounds, added));
  }
}

package io.coral.domain.telemetry;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Counts in buckets whose edges grow by a constant factor. With {@code base = 2^(2^-scale)}, bucket
 * {@code i} holds the magnitudes in {@code (base^i, base^(i+1)]}.
 *
 * @param scale in [-10, 20]
 * @param zeroCount values whose magnitude is at most {@code zeroThreshold}
 * @param zeroThreshold finite, not negative; 0 where only zeros are counted so
 * @param positive buckets of the positive values
 * @param negative buckets of the negative values, by their magnitude
 */
public record ExponentialCounts(
    int scale,
    long zeroCount,
    double zeroThreshold,
    ExponentialBuckets positive,
    ExponentialBuckets negative)
    implements HistogramCounts {
  /** The scales that OpenTelemetry's SDKs use. */
  public static final int MIN_SCALE = -10;

  public static final int MAX_SCALE = 20;

  /**
   * @throws IllegalArgumentException if the scale or the threshold is out of range, a count is
   *     negative, or a bucket holds no number that a double can express
   */
  public ExponentialCounts {
    requireNonNull(positive, "positive is null");
    requireNonNull(negative, "negative is null");
    if (scale < MIN_SCALE || scale > MAX_SCALE) {
      throw new IllegalArgumentException(
          "histogram scale must be in [" + MIN_SCALE + ", " + MAX_SCALE + "], got " + scale);
    }
    if (!(zeroThreshold >= 0 && Double.isFinite(zeroThreshold))) {
      throw new IllegalArgumentException("histogram's zero threshold is " + zeroThreshold);
    }
    zeroThreshold += 0.0;
    requireExpressible(positive, scale);
    requireExpressible(negative, scale);
    totalOf(zeroCount, positive, negative);
  }

  /**
   * The counts of a point that also states their total.
   *
   * @throws IllegalArgumentException as the constructor, or if the counts do not add up to {@code
   *     count}
   */
  public static ExponentialCounts adding(
      long count,
      int scale,
      long zeroCount,
      double zeroThreshold,
      ExponentialBuckets positive,
      ExponentialBuckets negative) {
    var all = new ExponentialCounts(scale, zeroCount, zeroThreshold, positive, negative);
    if (all.total() != count) {
      throw new IllegalArgumentException(
          "histogram counts " + count + " values, its buckets " + all.total());
    }
    return all;
  }

  @Override
  public long total() {
    return totalOf(zeroCount, positive, negative);
  }

  @Override
  public void forEach(BucketVisitor visitor) {
    for (int i = negative.counts().size() - 1; i >= 0; i--) {
      if (negative.counts().get(i) > 0) {
        int index = negative.offset() + i;
        visitor.visit(-edge(index + 1L), -edge(index), negative.counts().get(i));
      }
    }
    if (zeroCount > 0) {
      visitor.visit(0.0 - zeroThreshold, zeroThreshold, zeroCount);
    }
    for (int i = 0; i < positive.counts().size(); i++) {
      if (positive.counts().get(i) > 0) {
        int index = positive.offset() + i;
        visitor.visit(edge(index), edge(index + 1L), positive.counts().get(i));
      }
    }
  }

  /** Any two scales can be made the same exactly; the thresholds must be the same. */
  @Override
  public boolean comparable(HistogramCounts other) {
    return other instanceof ExponentialCounts that && zeroThreshold == that.zeroThreshold;
  }

  @Override
  public Optional<HistogramCounts> since(HistogramCounts earlier) {
    if (!(earlier instanceof ExponentialCounts before) || !comparable(before)) {
      throw new IllegalArgumentException("these histograms have other buckets");
    }
    if (zeroCount < before.zeroCount) {
      return Optional.empty();
    }
    int common = Math.min(scale, before.scale);
    var then = before.downscaled(common);
    var now = downscaled(common);
    return now.positive
        .since(then.positive)
        .flatMap(
            added ->
                now.negative
                    .since(then.negative)
                    .map(
                        addedBelow ->
                            new ExponentialCounts(
                                common,
                                zeroCount - before.zeroCount,
                                zeroThreshold,
                                added,
                                addedBelow)));
  }

  private ExponentialCounts downscaled(int to) {
    return new ExponentialCounts(
        to,
        zeroCount,
        zeroThreshold,
        positive.downscaled(scale - to),
        negative.downscaled(scale - to));
  }

  /** {@code base^index}, kept within the positive doubles. */
  private double edge(long index) {
    double edge = Math.pow(2, Math.scalb((double) index, -scale));
    return Math.clamp(edge, Double.MIN_VALUE, Double.MAX_VALUE);
  }

  private static void requireExpressible(ExponentialBuckets buckets, int scale) {
    if (buckets.isEmpty()) {
      return;
    }
    double lowest = Math.scalb((double) buckets.offset() + 1, -scale);
    double highest = Math.scalb((double) buckets.lastIndex(), -scale);
    if (lowest <= Double.MIN_EXPONENT - 53 || highest > Double.MAX_EXPONENT) {
      throw new IllegalArgumentException("histogram has a bucket beyond all doubles");
    }
  }

  private static long totalOf(
      long zeroCount, ExponentialBuckets positive, ExponentialBuckets negative) {
    return HistogramCounts.totalOf(List.of(zeroCount, positive.total(), negative.total()));
  }
}

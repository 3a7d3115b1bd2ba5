package io.coral.domain.value;

/**
 * A fraction of an ordered sample.
 *
 * @param fraction in [0, 1]: the 99th percentile is {@code 0.99}, never 99
 */
public record Quantile(double fraction) {
  public static final Quantile P50 = new Quantile(0.50);
  public static final Quantile P95 = new Quantile(0.95);
  public static final Quantile P99 = new Quantile(0.99);

  /**
   * How near, relative to {@code q·n}, a whole number must be to be taken for it: 0.07·100 is
   * 7.000000000000001 in binary, and its rank is 7. Rounding the fraction, the count and their
   * product each errs by at most 2^-53, so that no true whole number is farther away than this.
   */
  public static final double RANK_TOLERANCE = 0x1p-51;

  /**
   * @throws IllegalArgumentException if {@code fraction} is outside [0, 1] or NaN
   */
  public Quantile {
    if (!(fraction >= 0 && fraction <= 1)) { // negated, so that NaN is refused too
      throw new IllegalArgumentException("quantile must be in [0, 1], got " + fraction);
    }
    fraction += 0.0; // turns -0.0 into 0.0, so that equal quantiles are equal records
  }

  /**
   * The nearest rank, {@code max(1, ⌈q·n⌉)}, of the fraction as it is written in decimal.
   *
   * @param count samples, at least 1
   * @return a rank in [1, count]
   * @throws IllegalArgumentException if {@code count} is below 1
   */
  public long rank(long count) {
    if (count < 1) {
      throw new IllegalArgumentException("no rank among " + count + " samples");
    }
    double exact = fraction * count;
    double whole = Math.rint(exact);
    double rank = Math.abs(exact - whole) <= RANK_TOLERANCE * exact ? whole : Math.ceil(exact);
    return Math.clamp((long) rank, 1L, count);
  }
}

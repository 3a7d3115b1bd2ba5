package io.coral.domain.histogram;

/**
 * The fixed layout that all histograms share, so that any two can be merged by adding counts.
 *
 * <p>Bucket {@code i} of the positive half holds the values in {@code (γ^(i-1), γ^i]} with {@code γ
 * = 2^(1/35)}. Its representative {@code 2γ^i / (γ+1)} is the point from which no value in the
 * bucket is farther than {@code (γ-1)/(γ+1) = 0.9902 %} of itself; what is left to 1 % is more than
 * rounding can cost, by which a value beside an edge may be put into the next bucket. Method:
 * Masson, Rim, Lee, "DDSketch: a fast and fully-mergeable quantile sketch with relative-error
 * guarantees", PVLDB 12(12), 2019, section 2. The negative half mirrors the positive one, and
 * values nearer to zero than {@link Double#MIN_NORMAL} share the bucket of zero.
 *
 * <p>A bucket is named by a key: 0 for zero, {@code i + 40000} for the positive half, its negative
 * for the negative half. Keys order as their values do.
 */
public final class LogBuckets {
  /** Buckets for each doubling of the value. */
  public static final int PER_OCTAVE = 35;

  /** What is added to the index of a positive bucket to make its key. */
  public static final int KEY_OFFSET = 40_000;

  /** The stated bound of the relative error; the layout itself reaches 0.009902. */
  public static final double RELATIVE_ERROR = 0.01;

  /**
   * {@code log2(2 / (γ+1))}, which turns a bucket's upper edge into its representative: {@code
   * 2^(i/35 + REPRESENTATIVE_SHIFT)}.
   */
  public static final double REPRESENTATIVE_SHIFT =
      1 - Math.log1p(Math.pow(2, 1.0 / PER_OCTAVE)) / Math.log(2);

  private static final double INDEX_PER_NAT = PER_OCTAVE / StrictMath.log(2);

  private static final int SMALLEST_KEY = keyOf(Double.MIN_NORMAL);
  private static final int LARGEST_KEY = keyOf(Double.MAX_VALUE);

  private LogBuckets() {}

  /**
   * The key of the bucket that holds {@code value}.
   *
   * @throws IllegalArgumentException if {@code value} is NaN or infinite
   */
  public static int keyOf(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a histogram holds finite values only, got " + value);
    }
    double magnitude = Math.abs(value);
    if (magnitude < Double.MIN_NORMAL) {
      return 0;
    }
    // Strict, so that a value beside an edge has the same bucket on every machine.
    int key = (int) Math.ceil(StrictMath.log(magnitude) * INDEX_PER_NAT) + KEY_OFFSET;
    return value < 0 ? -key : key;
  }

  /** Whether {@link #keyOf} can name this bucket. */
  public static boolean isKey(int key) {
    int magnitude = Math.abs(key); // stays negative for the least integer, which is no key
    return key == 0 || (magnitude >= SMALLEST_KEY && magnitude <= LARGEST_KEY);
  }

  /**
   * The value that stands for all values of a bucket.
   *
   * @param key one that {@link #isKey}
   * @return finite
   */
  public static double representative(int key) {
    if (key == 0) {
      return 0;
    }
    double magnitude =
        Math.pow(2, (Math.abs(key) - KEY_OFFSET) / (double) PER_OCTAVE + REPRESENTATIVE_SHIFT);
    return key < 0 ? -magnitude : magnitude;
  }
}

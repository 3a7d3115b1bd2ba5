package io.coral.domain.histogram;

import static java.util.Objects.requireNonNull;

import io.coral.domain.value.Quantile;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts of values in the buckets of {@link LogBuckets}. Immutable. Merging adds counts, so it is
 * commutative and associative, and a quantile of a merged histogram has the same 1 % bound as that
 * of each part. A count that would not fit 64 bits stays at the largest, which keeps these laws.
 */
public final class LogHistogram {
  private static final LogHistogram EMPTY = new LogHistogram(new int[0], new long[0]);

  private final int[] keys; // ascending
  private final long[] counts; // positive, beside keys
  private final long count;

  private LogHistogram(int[] keys, long[] counts) {
    this.keys = keys;
    this.counts = counts;
    long total = 0;
    for (long each : counts) {
      total = saturatingAdd(total, each);
    }
    this.count = total;
  }

  /** The histogram of no values. */
  public static LogHistogram empty() {
    return EMPTY;
  }

  /**
   * A histogram of the given values.
   *
   * @throws IllegalArgumentException if one is NaN or infinite
   */
  public static LogHistogram of(double... values) {
    var builder = new Builder();
    for (double value : values) {
      builder.add(value, 1);
    }
    return builder.build();
  }

  /**
   * A histogram from its buckets.
   *
   * @param buckets key to count, as {@link LogBuckets} names them
   * @throws IllegalArgumentException if a count is not positive, or there is no such bucket
   */
  public static LogHistogram ofBuckets(Map<Integer, Long> buckets) {
    var builder = new Builder();
    buckets.forEach(builder::addBucket);
    return builder.build();
  }

  /** How many values were counted. */
  public long count() {
    return count;
  }

  /** Whether nothing was counted. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** A histogram of the values of both. */
  public LogHistogram merge(LogHistogram other) {
    if (other.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      return other;
    }
    var mergedKeys = new int[keys.length + other.keys.length];
    var mergedCounts = new long[mergedKeys.length];
    int size = 0;
    int mine = 0;
    int theirs = 0;
    while (mine < keys.length || theirs < other.keys.length) {
      int key = Math.min(keyAt(mine), other.keyAt(theirs));
      long merged = 0;
      if (keyAt(mine) == key) {
        merged = saturatingAdd(merged, counts[mine++]);
      }
      if (other.keyAt(theirs) == key) {
        merged = saturatingAdd(merged, other.counts[theirs++]);
      }
      mergedKeys[size] = key;
      mergedCounts[size] = merged;
      size++;
    }
    return new LogHistogram(Arrays.copyOf(mergedKeys, size), Arrays.copyOf(mergedCounts, size));
  }

  /** The key at an index; past the end one that is beyond all keys. */
  private int keyAt(int index) {
    return index < keys.length ? keys[index] : Integer.MAX_VALUE;
  }

  private static long saturatingAdd(long a, long b) {
    long sum = a + b; // neither is negative
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /**
   * The value at a quantile by nearest rank, within {@link LogBuckets#RELATIVE_ERROR} of the exact
   * one.
   *
   * @return empty if nothing was counted
   */
  public OptionalDouble quantile(Quantile quantile) {
    if (isEmpty()) {
      return OptionalDouble.empty();
    }
    long remaining = quantile.rank(count);
    int i = 0;
    while (remaining > counts[i]) {
      remaining -= counts[i];
      i++;
    }
    return OptionalDouble.of(LogBuckets.representative(keys[i]));
  }

  /** Visits the buckets in the order of their values. */
  public void forEach(BucketVisitor visitor) {
    for (int i = 0; i < keys.length; i++) {
      visitor.visit(keys[i], counts[i]);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LogHistogram that
        && Arrays.equals(keys, that.keys)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(keys) + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "LogHistogram[count=" + count + ", buckets=" + keys.length + "]";
  }

  /** Receives one bucket. */
  @FunctionalInterface
  public interface BucketVisitor {
    /**
     * @param key as {@link LogBuckets} names it
     * @param count positive
     */
    void visit(int key, long count);
  }

  /** Collects counts. Not thread-safe. */
  public static final class Builder {
    private final SortedMap<Integer, Long> buckets = new TreeMap<>();

    /**
     * Counts a value.
     *
     * @throws IllegalArgumentException if {@code value} is not finite or {@code times} not positive
     */
    public Builder add(double value, long times) {
      return addBucket(LogBuckets.keyOf(value), times);
    }

    /**
     * Counts values by the bucket that they are in.
     *
     * @param key as {@link LogBuckets} names it
     * @throws IllegalArgumentException if {@code times} is not positive, or there is no such bucket
     */
    public Builder addBucket(int key, long times) {
      if (times <= 0) {
        throw new IllegalArgumentException("a bucket's count must be positive, got " + times);
      }
      if (!LogBuckets.isKey(key)) {
        throw new IllegalArgumentException("there is no bucket " + key);
      }
      buckets.merge(key, times, LogHistogram::saturatingAdd);
      return this;
    }

    /** What was counted so far; the builder can go on. */
    public LogHistogram build() {
      if (buckets.isEmpty()) {
        return EMPTY;
      }
      var keys = new int[buckets.size()];
      var counts = new long[buckets.size()];
      int i = 0;
      for (var bucket : buckets.entrySet()) {
        keys[i] = requireNonNull(bucket.getKey());
        counts[i] = requireNonNull(bucket.getValue());
        i++;
      }
      return new LogHistogram(keys, counts);
    }
  }
}

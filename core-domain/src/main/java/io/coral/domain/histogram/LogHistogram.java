package io.coral.domain.histogram;

import io.coral.domain.value.Quantile;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

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

  /** How many buckets have values. */
  public int buckets() {
    return keys.length;
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

  /**
   * Collects counts. Not thread-safe. Counts lie side by side in pages, since values are mostly
   * near each other: adding a histogram costs a few instructions for each of its buckets.
   */
  public static final class Builder {
    private static final int PAGE_BITS = 7;
    private static final int PAGE = 1 << PAGE_BITS;

    /** By the high bits of their keys, from {@code firstPage} on; null where nothing is counted. */
    private long[] @Nullable [] pages = new long[0][];

    private int firstPage;

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
      count(key, times);
      return this;
    }

    /** Counts the values of a histogram. */
    public Builder addAll(LogHistogram histogram) {
      int[] keys = histogram.keys;
      int i = 0;
      while (i < keys.length) {
        int number = keys[i] >> PAGE_BITS;
        long[] page = page(number); // found once for all that lie in it
        do {
          int place = keys[i] & (PAGE - 1);
          page[place] = saturatingAdd(page[place], histogram.counts[i]);
          i++;
        } while (i < keys.length && keys[i] >> PAGE_BITS == number);
      }
      return this;
    }

    private void count(int key, long times) {
      long[] page = page(key >> PAGE_BITS);
      int place = key & (PAGE - 1);
      page[place] = saturatingAdd(page[place], times);
    }

    private long[] page(int number) {
      makeRoomFor(number);
      int index = number - firstPage;
      long @Nullable [] page = pages[index];
      if (page == null) {
        page = new long[PAGE];
        pages[index] = page;
      }
      return page;
    }

    private void makeRoomFor(int number) {
      if (pages.length == 0) {
        firstPage = number;
      }
      int first = Math.min(firstPage, number);
      int end = Math.max(firstPage + pages.length, number + 1);
      if (end - first > pages.length) {
        var wider = new long[end - first][];
        System.arraycopy(pages, 0, wider, firstPage - first, pages.length);
        pages = wider;
        firstPage = first;
      }
    }

    /** What was counted so far; the builder can go on. */
    public LogHistogram build() {
      int size = 0;
      for (long @Nullable [] page : pages) {
        size += page == null ? 0 : counted(page);
      }
      if (size == 0) {
        return EMPTY;
      }
      var keys = new int[size];
      var counts = new long[size];
      int next = 0;
      for (int i = 0; i < pages.length; i++) {
        long @Nullable [] page = pages[i];
        for (int place = 0; page != null && place < PAGE; place++) {
          if (page[place] != 0) {
            keys[next] = ((firstPage + i) << PAGE_BITS) + place;
            counts[next] = page[place];
            next++;
          }
        }
      }
      return new LogHistogram(keys, counts);
    }

    private static int counted(long[] page) {
      int counted = 0;
      for (long count : page) {
        counted += count == 0 ? 0 : 1;
      }
      return counted;
    }
  }
}

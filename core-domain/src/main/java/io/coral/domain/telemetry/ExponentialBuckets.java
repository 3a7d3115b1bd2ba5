package io.coral.domain.telemetry;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One sign's half of an exponential histogram, without the empty buckets at both ends.
 *
 * @param offset index of the first bucket; 0 if there is none
 * @param counts of the buckets from {@code offset} on, at most 2048, not negative
 */
public record ExponentialBuckets(int offset, List<Long> counts) {
  public static final ExponentialBuckets NONE = new ExponentialBuckets(0, List.of());

  /**
   * @throws IllegalArgumentException if there are too many buckets, a count is negative, or an
   *     index does not fit 32 bits
   */
  public ExponentialBuckets {
    if (counts.size() > HistogramCounts.MAX_BUCKETS) {
      throw new IllegalArgumentException(
          "histogram has " + counts.size() + " buckets, at most " + HistogramCounts.MAX_BUCKETS);
    }
    if (offset > Integer.MAX_VALUE - counts.size()) {
      throw new IllegalArgumentException("histogram's bucket offset is out of range");
    }
    HistogramCounts.totalOf(counts);
    int first = 0;
    int end = counts.size();
    while (end > first && counts.get(end - 1) == 0) {
      end--;
    }
    while (first < end && counts.get(first) == 0) {
      first++;
    }
    offset = first == end ? 0 : offset + first;
    counts = List.copyOf(counts.subList(first, end));
  }

  long total() {
    return HistogramCounts.totalOf(counts);
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  int lastIndex() {
    return offset + counts.size() - 1;
  }

  long at(int index) {
    return index < offset || index - offset >= counts.size() ? 0 : counts.get(index - offset);
  }

  /** The same counts with 2^steps buckets made one; exact, since wider buckets hold whole ones. */
  ExponentialBuckets downscaled(int steps) {
    if (steps == 0 || isEmpty()) {
      return this;
    }
    int first = offset >> steps; // rounds down, also below zero
    var merged = new long[(lastIndex() >> steps) - first + 1];
    for (int i = 0; i < counts.size(); i++) {
      merged[((offset + i) >> steps) - first] += counts.get(i);
    }
    return new ExponentialBuckets(
        first, IntStream.range(0, merged.length).mapToObj(i -> merged[i]).toList());
  }

  /** What was counted after {@code earlier}, at the same scale; empty if a count is lower here. */
  Optional<ExponentialBuckets> since(ExponentialBuckets earlier) {
    for (int i = 0; i < earlier.counts.size(); i++) {
      if (earlier.counts.get(i) > at(earlier.offset + i)) {
        return Optional.empty();
      }
    }
    var added =
        IntStream.range(0, counts.size())
            .mapToObj(i -> counts.get(i) - earlier.at(offset + i))
            .toList();
    return Optional.of(new ExponentialBuckets(offset, added));
  }
}

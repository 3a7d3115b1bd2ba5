package io.coral.domain.histogram;

import io.coral.domain.codec.Varints;

/**
 * Histograms as bytes: the number of buckets, then for each bucket the distance of its key from the
 * one before and its count, all as LEB128 varints, the first key zig-zag encoded.
 */
public final class HistogramCodec {
  private static final int LARGEST_KEY = LogBuckets.keyOf(Double.MAX_VALUE);

  private HistogramCodec() {}

  /** Equal histograms have equal bytes. */
  public static byte[] toBytes(LogHistogram histogram) {
    var out = new Varints.Writer();
    int[] size = {0};
    histogram.forEach((key, count) -> size[0]++);
    out.write(size[0]);
    int[] previous = {0};
    histogram.forEach(
        (key, count) -> {
          out.writeZigZag((long) key - previous[0]);
          out.write(count);
          previous[0] = key;
        });
    return out.toBytes();
  }

  /**
   * @throws IllegalArgumentException if {@code bytes} are not what {@link #toBytes} wrote
   */
  public static LogHistogram fromBytes(byte[] bytes) {
    var in = new Varints.Reader(bytes);
    int size = in.readSize(2 * LARGEST_KEY + 1);
    var builder = new LogHistogram.Builder();
    long key = 0;
    for (int i = 0; i < size; i++) {
      long step = in.readZigZag();
      if (i > 0 && step <= 0) {
        throw new IllegalArgumentException("histogram buckets are out of order");
      }
      // So that the sum fits; the builder knows which keys there are.
      if (step < -LARGEST_KEY || step > 2L * LARGEST_KEY) {
        throw new IllegalArgumentException("histogram bytes name a bucket that does not exist");
      }
      key += step;
      builder.addBucket((int) key, in.read());
    }
    in.expectEnd();
    return builder.build();
  }
}

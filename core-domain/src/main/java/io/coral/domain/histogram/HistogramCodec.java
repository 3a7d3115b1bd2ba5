package io.coral.domain.histogram;

import static java.util.Objects.requireNonNull;

/**
 * Histograms as bytes: the number of buckets, then for each bucket the distance of its key from the
 * one before and its count, all as LEB128 varints, the first key zig-zag encoded.
 */
public final class HistogramCodec {
  private HistogramCodec() {}

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
    var in = new Varints.Reader(requireNonNull(bytes, "bytes is null"));
    long size = in.read();
    if (size < 0 || size > bytes.length / 2) {
      throw new IllegalArgumentException("histogram bytes claim " + size + " buckets");
    }
    var builder = new LogHistogram.Builder();
    long key = 0;
    for (long i = 0; i < size; i++) {
      long step = in.readZigZag();
      if (i > 0 && step <= 0) {
        throw new IllegalArgumentException("histogram buckets are out of order");
      }
      key = Math.addExact(key, step);
      if (Math.abs(key) > 2L * LogBuckets.KEY_OFFSET) {
        throw new IllegalArgumentException("no bucket has the key " + key);
      }
      builder.addBucket((int) key, in.read());
    }
    in.expectEnd();
    return builder.build();
  }
}

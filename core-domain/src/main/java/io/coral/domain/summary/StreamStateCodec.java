package io.coral.domain.summary;

import io.coral.domain.codec.Varints;
import io.coral.domain.telemetry.BucketCounts;
import io.coral.domain.telemetry.ExponentialBuckets;
import io.coral.domain.telemetry.ExponentialCounts;
import io.coral.domain.telemetry.HistogramCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Stream states as bytes, all as varints: version, start, time, whether there is a sum and the sum,
 * then the kind of the counts and the counts.
 */
public final class StreamStateCodec {
  private static final long VERSION = 1;
  private static final int BUCKETS = 1;
  private static final int EXPONENTIAL = 2;

  private StreamStateCodec() {}

  /** Equal states have equal bytes. */
  public static byte[] toBytes(StreamState state) {
    var out = new Varints.Writer();
    out.write(VERSION);
    out.write(state.startUnixNano());
    out.write(state.timeUnixNano());
    out.write(state.sum().isPresent() ? 1 : 0);
    state.sum().ifPresent(out::writeDouble);
    switch (state.counts()) {
      case BucketCounts buckets -> {
        out.write(BUCKETS);
        out.write(buckets.bounds().size());
        buckets.bounds().forEach(out::writeDouble);
        writeCounts(out, buckets.counts());
      }
      case ExponentialCounts exponential -> {
        out.write(EXPONENTIAL);
        out.writeZigZag(exponential.scale());
        out.write(exponential.zeroCount());
        out.writeDouble(exponential.zeroThreshold());
        writeHalf(out, exponential.positive());
        writeHalf(out, exponential.negative());
      }
    }
    return out.toBytes();
  }

  /**
   * @throws IllegalArgumentException if {@code bytes} are not what {@link #toBytes} wrote
   */
  public static StreamState fromBytes(byte[] bytes) {
    var in = new Varints.Reader(bytes);
    if (in.read() != VERSION) {
      throw new IllegalArgumentException("stream state bytes are of another version");
    }
    long start = in.read();
    long time = in.read();
    OptionalDouble sum =
        in.readSize(1) == 1 ? OptionalDouble.of(in.readDouble()) : OptionalDouble.empty();
    HistogramCounts counts =
        switch (in.readSize(EXPONENTIAL)) {
          case BUCKETS -> new BucketCounts(readBounds(in), readCounts(in));
          case EXPONENTIAL ->
              new ExponentialCounts(
                  toInt(in.readZigZag()), in.read(), in.readDouble(), readHalf(in), readHalf(in));
          default -> throw new IllegalArgumentException("stream state bytes hold no counts");
        };
    in.expectEnd();
    return new StreamState(start, time, sum, counts);
  }

  private static void writeCounts(Varints.Writer out, List<Long> counts) {
    out.write(counts.size());
    counts.forEach(out::write);
  }

  private static void writeHalf(Varints.Writer out, ExponentialBuckets half) {
    out.writeZigZag(half.offset());
    writeCounts(out, half.counts());
  }

  private static List<Double> readBounds(Varints.Reader in) {
    int size = in.readSize(HistogramCounts.MAX_BUCKETS);
    var bounds = new ArrayList<Double>(size);
    for (int i = 0; i < size; i++) {
      bounds.add(in.readDouble());
    }
    return bounds;
  }

  private static List<Long> readCounts(Varints.Reader in) {
    int size = in.readSize(HistogramCounts.MAX_BUCKETS);
    var counts = new ArrayList<Long>(size);
    for (int i = 0; i < size; i++) {
      counts.add(in.read());
    }
    return counts;
  }

  private static ExponentialBuckets readHalf(Varints.Reader in) {
    return new ExponentialBuckets(toInt(in.readZigZag()), readCounts(in));
  }

  private static int toInt(long value) {
    if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("stream state bytes hold a number beyond 32 bits");
    }
    return (int) value;
  }
}

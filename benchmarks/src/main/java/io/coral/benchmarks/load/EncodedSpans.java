package io.coral.benchmarks.load;

import com.google.protobuf.ByteString;
import io.coral.benchmarks.traffic.StoreFill;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/**
 * The export request of one service, encoded once. Each copy of it is sent as new traces of the
 * moment: ids and times have fixed places in the bytes, and are all that is written anew.
 */
final class EncodedSpans {
  /** Of a request, as many as an exporter sends at once unless told otherwise. */
  static final int SPANS = 512;

  /** Of a trace within its service: a request, and what it did on the way. */
  private static final int SPANS_OF_TRACE = 4;

  private static final double SPREAD = 0.3;

  /** Stands where the first half of a trace's id will be. */
  private static final byte[] ID_MARK = {
    (byte) 0xc0, (byte) 0xa1, (byte) 0x1d, (byte) 0x9e, (byte) 0xe5, (byte) 0xb7, (byte) 0xf3, 0x42
  };

  /** Stands where the start will be; the end follows it, after the tag of its field. */
  private static final long START_MARK = 0x5a_c3_19_e7_84_f6_2b_91L;

  private final byte[] encoded;
  private final int[] ids = new int[SPANS];
  private final int[] starts = new int[SPANS];
  private final long[] durations = new long[SPANS];

  /**
   * @param service its number
   */
  EncodedSpans(int service) {
    encoded = request(service, new Random(service)).toByteArray();
    byte[] start =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(START_MARK).array();
    int from = 0;
    for (int i = 0; i < SPANS; i++) {
      ids[i] = indexOf(ID_MARK, from);
      starts[i] = indexOf(start, ids[i]);
      from = starts[i] + Long.BYTES;
    }
  }

  /**
   * A copy to send.
   *
   * @param id of no other copy
   * @param nowUnixNano when its spans ended, at the latest
   */
  byte[] copy(long id, long nowUnixNano) {
    var bytes = ByteBuffer.wrap(encoded.clone()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < SPANS; i++) {
      bytes.putLong(ids[i], id);
      bytes.putLong(starts[i], nowUnixNano - durations[i]);
      bytes.putLong(starts[i] + Long.BYTES + 1, nowUnixNano);
    }
    return bytes.array();
  }

  int bytes() {
    return encoded.length;
  }

  private ExportTraceServiceRequest request(int service, Random random) {
    var scope = ScopeSpans.newBuilder();
    for (int i = 0; i < SPANS; i++) {
      durations[i] = (long) (1e6 * (10 + service) * Math.exp(SPREAD * random.nextGaussian()));
      scope.addSpans(span(i, random));
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(
                    Resource.newBuilder()
                        .addAttributes(text("service.name", StoreFill.service(service).value()))
                        .addAttributes(text("service.instance.id", "one")))
                .addScopeSpans(scope))
        .build();
  }

  private static Span span(int number, Random random) {
    boolean request = number % SPANS_OF_TRACE == 0;
    return Span.newBuilder()
        .setTraceId(
            ByteString.copyFrom(
                ByteBuffer.allocate(2 * Long.BYTES)
                    .put(ID_MARK)
                    .putLong(1 + number / SPANS_OF_TRACE)
                    .flip()))
        .setSpanId(id(1 + number))
        .setParentSpanId(id(1_000_000 + number))
        .setName(request ? "GET /orders/{id}" : "SELECT orders")
        .setKind(request ? Span.SpanKind.SPAN_KIND_SERVER : Span.SpanKind.SPAN_KIND_CLIENT)
        .setStartTimeUnixNano(START_MARK)
        .setEndTimeUnixNano(START_MARK)
        .addAttributes(text("server.address", "10.0.3." + random.nextInt(256)))
        .addAttributes(text("http.request.method", "GET"))
        .addAttributes(text("url.path", "/orders/" + random.nextInt(100_000)))
        .addAttributes(text("user_agent.original", "shop/4.1 (linux; amd64)"))
        .addAttributes(number("http.response.status_code", random.nextInt(100) == 0 ? 503 : 200))
        .build();
  }

  private static ByteString id(long number) {
    return ByteString.copyFrom(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static KeyValue number(String key, long value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setIntValue(value))
        .build();
  }

  private int indexOf(byte[] mark, int from) {
    for (int at = from; at <= encoded.length - mark.length; at++) {
      if (Arrays.equals(encoded, at, at + mark.length, mark, 0, mark.length)) {
        return at;
      }
    }
    throw new IllegalStateException("an encoded request is not laid out as it was made");
  }
}

package io.coral.cli.truth;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One export request of a trace of its own, all of whose spans are requests to one service in one
 * minute. Everything in it follows from its number, so that what a colony has of it tells which it
 * was: it must have all of its spans or none.
 *
 * @param number from 0
 */
record NumberedRequest(int number) {
  /** Of each request. */
  static final int SPANS = 20;

  static final int SERVICES = 5;

  /** How far back minutes go: most of them are of hours that are over. */
  static final int MINUTES = 360;

  private static final int OF_THE_LAST_HOUR = 60;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** As long as the name of a span may be, so that little telemetry is much to write. */
  private static final String OPERATION = "GET /" + "x".repeat(240);

  /** What is counted as one. */
  record Cell(String service, Instant minute) {}

  /** The request whose trace this is. */
  static NumberedRequest ofTrace(String traceId) {
    return new NumberedRequest(Math.toIntExact(Long.parseLong(traceId.substring(16), 16) - 1));
  }

  /**
   * Where it is counted.
   *
   * @param last the last minute of all
   */
  Cell cell(Instant last) {
    int mixed = (int) ((number * 0x9E3779B97F4A7C15L) >>> 40);
    int back = mixed % 2 == 0 ? mixed / 2 % OF_THE_LAST_HOUR : mixed / 2 % MINUTES;
    return new Cell("service-" + number % SERVICES, last.minus(back, ChronoUnit.MINUTES));
  }

  /** The same as exporters send it. */
  ExportTraceServiceRequest toOtlp(Instant last) {
    Cell cell = cell(last);
    var scope = ScopeSpans.newBuilder();
    for (int span = 0; span < SPANS; span++) {
      long start = (cell.minute().getEpochSecond() + span) * NANOS_PER_SECOND;
      scope.addSpans(
          Span.newBuilder()
              .setTraceId(ByteString.copyFrom(bytes(1, number + 1L)))
              .setSpanId(ByteString.copyFrom(bytes((long) number * SPANS + span + 1)))
              .setName(OPERATION + number % 1_000)
              .setKind(Span.SpanKind.SPAN_KIND_SERVER)
              .setStartTimeUnixNano(start)
              .setEndTimeUnixNano(start + durationNanos(span)));
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(
                    Resource.newBuilder()
                        .addAttributes(
                            KeyValue.newBuilder()
                                .setKey("service.name")
                                .setValue(AnyValue.newBuilder().setStringValue(cell.service()))))
                .addScopeSpans(scope))
        .build();
  }

  /** Each of another bucket, from a millisecond to a second. */
  private long durationNanos(int span) {
    return (long) (1_000_000 * Math.pow(1.4, span) * (1 + number % 7 / 10.0));
  }

  private static byte[] bytes(long... values) {
    var bytes = ByteBuffer.allocate(values.length * Long.BYTES);
    for (long value : values) {
      bytes.putLong(value);
    }
    return bytes.array();
  }
}

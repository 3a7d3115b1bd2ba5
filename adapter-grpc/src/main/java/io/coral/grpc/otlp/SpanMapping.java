package io.coral.grpc.otlp;

import com.google.protobuf.ByteString;
import io.coral.domain.telemetry.SpanKind;
import io.coral.domain.telemetry.SpanOutcome;
import io.coral.domain.telemetry.SpanRecord;
import io.coral.domain.value.ServiceInstance;
import io.coral.domain.value.TraceId;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.vavr.control.Either;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;

/** Reduces OTLP's spans to the domain's. */
final class SpanMapping {
  private static final int TRACE_ID_BYTES = 16;
  private static final int SPAN_ID_BYTES = 8;

  private SpanMapping() {}

  /**
   * The span as the domain keeps it.
   *
   * @param shiftNanos added to its times
   * @return or what is wrong with it, one sentence
   */
  static Either<String, SpanRecord> toDomain(Span span, ServiceInstance sender, long shiftNanos) {
    if (span.getTraceId().size() != TRACE_ID_BYTES) {
      return Either.left(
          "trace id has " + span.getTraceId().size() + " bytes, not " + TRACE_ID_BYTES);
    }
    if (span.getSpanId().size() != SPAN_ID_BYTES) {
      return Either.left("span id has " + span.getSpanId().size() + " bytes, not " + SPAN_ID_BYTES);
    }
    try {
      return Either.right(
          new SpanRecord(
              sender,
              new TraceId(HexFormat.of().formatHex(span.getTraceId().toByteArray())),
              bits(span.getSpanId()),
              isZero(span.getParentSpanId()),
              printable(span.getName()),
              kind(span.getKind()),
              UnixNano.shifted(span.getStartTimeUnixNano(), shiftNanos, "start time"),
              UnixNano.shifted(span.getEndTimeUnixNano(), shiftNanos, "end time"),
              outcome(span)));
    } catch (IllegalArgumentException e) {
      return Either.left(String.valueOf(e.getMessage()));
    }
  }

  private static long bits(ByteString id) {
    long bits = 0;
    for (int i = 0; i < id.size(); i++) {
      bits = bits << 8 | (id.byteAt(i) & 0xFF);
    }
    return bits;
  }

  /** Senders write "no parent" as no bytes or as zeroes. */
  private static boolean isZero(ByteString id) {
    for (int i = 0; i < id.size(); i++) {
      if (id.byteAt(i) != 0) {
        return false;
      }
    }
    return true;
  }

  private static String printable(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (Character.isISOControl(name.charAt(i))) {
        return name.codePoints()
            .map(c -> Character.isISOControl(c) ? ' ' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
      }
    }
    return name;
  }

  private static SpanKind kind(Span.SpanKind kind) {
    return switch (kind) {
      case SPAN_KIND_INTERNAL -> SpanKind.INTERNAL;
      case SPAN_KIND_SERVER -> SpanKind.SERVER;
      case SPAN_KIND_CLIENT -> SpanKind.CLIENT;
      case SPAN_KIND_PRODUCER -> SpanKind.PRODUCER;
      case SPAN_KIND_CONSUMER -> SpanKind.CONSUMER;
      case SPAN_KIND_UNSPECIFIED, UNRECOGNIZED -> SpanKind.UNSPECIFIED;
    };
  }

  private static SpanOutcome outcome(Span span) {
    return switch (span.getStatus().getCode()) {
      case STATUS_CODE_ERROR -> SpanOutcome.ERROR;
      case STATUS_CODE_OK ->
          new SpanOutcome(SpanOutcome.Status.OK, OptionalInt.empty(), OptionalInt.empty());
      case STATUS_CODE_UNSET, UNRECOGNIZED -> byProtocol(span.getAttributesList());
    };
  }

  private static SpanOutcome byProtocol(List<KeyValue> attributes) {
    if (attributes.isEmpty()) {
      return SpanOutcome.UNSET;
    }
    OptionalInt http = Attributes.number(attributes, "http.response.status_code");
    if (http.isEmpty()) {
      http = Attributes.number(attributes, "http.status_code");
    }
    OptionalInt grpc = Attributes.number(attributes, "rpc.grpc.status_code");
    return http.isEmpty() && grpc.isEmpty()
        ? SpanOutcome.UNSET
        : new SpanOutcome(SpanOutcome.Status.UNSET, http, grpc);
  }
}

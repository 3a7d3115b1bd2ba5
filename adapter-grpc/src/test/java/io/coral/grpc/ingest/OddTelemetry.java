package io.coral.grpc.ingest;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Spans as senders really send them now and then. */
final class OddTelemetry {
  private static final ByteString ZEROES = ByteString.copyFrom(new byte[16]);
  private static final UnknownFieldSet NOVELTY =
      UnknownFieldSet.newBuilder()
          .addField(900, UnknownFieldSet.Field.newBuilder().addVarint(7).build())
          .build();

  private OddTelemetry() {}

  /** One request that is odd in one way. */
  record Odd(String name, ExportTraceServiceRequest request) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Odd span(String name, UnaryOperator<Span.Builder> change) {
    return new Odd(name, Requests.traces(change.apply(Requests.span(1).toBuilder()).build()));
  }

  private static Odd resource(String name, UnaryOperator<ResourceSpans.Builder> change) {
    var of = Requests.traces(Requests.span(1)).getResourceSpans(0).toBuilder();
    return new Odd(
        name, ExportTraceServiceRequest.newBuilder().addResourceSpans(change.apply(of)).build());
  }

  private static ByteString id(int bytes) {
    return ByteString.copyFrom("x".repeat(bytes).getBytes(StandardCharsets.UTF_8));
  }

  private static AnyValue text(String text) {
    return AnyValue.newBuilder().setStringValue(text).build();
  }

  private static KeyValue attribute(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  /** Requests of one span, all of which are taken. */
  static Stream<Odd> taken() {
    KeyValue lengthy = attribute("long", text("x".repeat(100_000)));
    KeyValue empty = attribute("", text(""));
    return Stream.of(
        span("no time at all between its ends", s -> s.setEndTimeUnixNano(Requests.START)),
        span("no name", s -> s.clearName()),
        span("name of 100,000 characters", s -> s.setName("n".repeat(100_000))),
        span("name with control characters", s -> s.setName("GET \u001b[2J\u0000\r\n")),
        span("status of a later version", s -> s.setStatus(Status.newBuilder().setCodeValue(99))),
        span("no kind", s -> s.clearKind()),
        span("unknown parent", s -> s.setParentSpanId(id(8))),
        span("itself as parent", s -> s.setParentSpanId(s.getSpanId())),
        span("parent of three bytes", s -> s.setParentSpanId(id(3))),
        span("parent of zeroes", s -> s.setParentSpanId(ZEROES.substring(0, 8))),
        span("state that is none", s -> s.setTraceState("\u0001=;;,")),
        span("all flags", s -> s.setFlags(-1)),
        span("more dropped than there are", s -> s.setDroppedAttributesCount(-1)),
        span("end a year from now", s -> s.setEndTimeUnixNano(later(Duration.ofDays(365)))),
        span("link to nothing", s -> s.addLinks(Span.Link.getDefaultInstance())),
        span("event of no time", s -> s.addEvents(Span.Event.getDefaultInstance())),
        span(
            "attribute of no key and no value",
            s -> s.addAttributes(KeyValue.getDefaultInstance())),
        span("attribute without a value", s -> s.addAttributes(KeyValue.newBuilder().setKey("k"))),
        span("attribute twice", s -> s.addAttributes(empty).addAttributes(empty)),
        span("values within values", s -> s.addAttributes(attribute("deep", nested(20)))),
        span("fields of a later version", s -> s.setUnknownFields(NOVELTY)),
        span(
            "long attributes",
            s ->
                s.addAttributes(lengthy)
                    .addEvents(Span.Event.newBuilder().addAttributes(lengthy))
                    .addLinks(Span.Link.newBuilder().addAttributes(lengthy))),
        resource("fields of a later version around it", r -> r.setUnknownFields(NOVELTY)),
        resource("long attributes of its resource", r -> with(r, lengthy)),
        resource("empty attributes of its resource", r -> with(r, empty)),
        resource("service named twice", r -> with(r, attribute("service.name", text("other")))),
        resource("schema that is no address", r -> r.setSchemaUrl("no address")),
        resource(
            "scope of long attributes",
            r ->
                r.setScopeSpans(
                    0,
                    r.getScopeSpans(0).toBuilder()
                        .setScope(InstrumentationScope.newBuilder().addAttributes(lengthy)))));
  }

  private static ResourceSpans.Builder with(ResourceSpans.Builder spans, KeyValue attribute) {
    return spans.setResource(spans.getResource().toBuilder().addAttributes(attribute));
  }

  private static long later(Duration time) {
    return Requests.START + time.toNanos();
  }

  /** Requests of one span, none of which can be taken, each with the reason. */
  static Stream<Odd> refused() {
    return Stream.of(
        span("trace id has 0 bytes, not 16", s -> s.clearTraceId()),
        span("trace id has 8 bytes, not 16", s -> s.setTraceId(id(8))),
        span("trace id has 32 bytes, not 16", s -> s.setTraceId(id(32))),
        span("trace id has 100000 bytes, not 16", s -> s.setTraceId(id(100_000))),
        span("trace id is all zero", s -> s.setTraceId(ZEROES)),
        span("span id has 0 bytes, not 8", s -> s.clearSpanId()),
        span("span id has 3 bytes, not 8", s -> s.setSpanId(id(3))),
        span("span id has 16 bytes, not 8", s -> s.setSpanId(id(16))),
        span("span id is all zero", s -> s.setSpanId(ZEROES.substring(0, 8))),
        span("span has no start time", s -> s.clearStartTimeUnixNano()),
        span("span ends before it starts", s -> s.clearEndTimeUnixNano()),
        span("span ends before it starts", s -> s.setStartTimeUnixNano(1).setEndTimeUnixNano(0)),
        span("start time is later than the year 2262", s -> s.setStartTimeUnixNano(-1)),
        span("end time is later than the year 2262", s -> s.setEndTimeUnixNano(Long.MIN_VALUE)));
  }

  /** Requests whose text is made no text by {@link #withoutUtf8}, each in another place. */
  static Stream<Odd> texts() {
    KeyValue value = attribute("k", text("~~"));
    KeyValue key = attribute("~~", text("v"));
    return Stream.of(
        span("name", s -> s.setName("~~")),
        span("state", s -> s.setTraceState("~~")),
        span("attribute's key", s -> s.addAttributes(key)),
        span("attribute's value", s -> s.addAttributes(value)),
        span("event", s -> s.addEvents(Span.Event.newBuilder().setName("~~"))),
        span("link", s -> s.addLinks(Span.Link.newBuilder().addAttributes(value))),
        span("status", s -> s.setStatus(Status.newBuilder().setMessage("~~"))),
        resource("resource's key", r -> with(r, key)),
        resource("resource's value", r -> with(r, value)),
        resource(
            "scope",
            r ->
                r.setScopeSpans(
                    0,
                    r.getScopeSpans(0).toBuilder()
                        .setScope(InstrumentationScope.newBuilder().setName("~~")))));
  }

  /** The same with bytes where {@code ~~} is that are no UTF-8. */
  static byte[] withoutUtf8(ExportTraceServiceRequest request) {
    byte[] bytes = request.toByteArray();
    for (int i = 0; i + 1 < bytes.length; i++) {
      if (bytes[i] == '~' && bytes[i + 1] == '~') {
        bytes[i] = (byte) 0xC3;
        bytes[i + 1] = '(';
      }
    }
    return bytes;
  }

  /** A list of a list of a list. */
  static AnyValue nested(int levels) {
    AnyValue value = AnyValue.getDefaultInstance();
    for (int i = 0; i < levels; i++) {
      value = AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(value)).build();
    }
    return value;
  }

  /** One span without any resource. */
  static ExportTraceServiceRequest withoutResource() {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .addScopeSpans(ScopeSpans.newBuilder().addSpans(Requests.span(1))))
        .addResourceSpans(ResourceSpans.getDefaultInstance())
        .addResourceSpans(ResourceSpans.newBuilder().setResource(Resource.getDefaultInstance()))
        .build();
  }
}

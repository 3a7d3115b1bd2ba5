package io.coral.grpc.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.coral.domain.telemetry.SpanKind;
import io.coral.domain.telemetry.SpanRecord;
import io.coral.domain.value.Label;
import io.coral.domain.value.ServiceInstance;
import io.coral.domain.value.ServiceName;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which spans are valid, what they say, and who sent them. */
class SpanMappingTest {
  private static final ServiceInstance SENDER =
      new ServiceInstance(new ServiceName("payments"), Label.NONE, Label.NONE, Label.NONE);
  private static final ByteString TRACE_ID = ByteString.fromHex("5b8efff798038103d269b633813fc60c");
  private static final ByteString SPAN_ID = ByteString.fromHex("eee19b7ec3c1b174");

  @Test
  void toDomain_validSpan() {
    SpanRecord span = read(s -> s.setKind(Span.SpanKind.SPAN_KIND_CONSUMER).setName("pay"));

    assertThat(span.sender()).isEqualTo(SENDER);
    assertThat(span.traceId().hex()).isEqualTo("5b8efff798038103d269b633813fc60c");
    assertThat(span.spanId()).isEqualTo(0xeee19b7ec3c1b174L);
    assertThat(span.root()).isTrue();
    assertThat(span.operation()).isEqualTo("pay");
    assertThat(span.kind()).isEqualTo(SpanKind.CONSUMER);
    assertThat(span.startUnixNano()).isEqualTo(1_000);
    assertThat(span.endUnixNano()).isEqualTo(3_000);
    assertThat(span.failed()).isFalse();
  }

  static Stream<Arguments> invalid() {
    return Stream.of(
        row("trace id has 0 bytes, not 16", s -> s.clearTraceId()),
        row("trace id has 3 bytes, not 16", s -> s.setTraceId(ByteString.fromHex("010203"))),
        row("trace id has 8 bytes, not 16", s -> s.setTraceId(SPAN_ID)),
        row("trace id is all zero", s -> s.setTraceId(ByteString.copyFrom(new byte[16]))),
        row("span id has 0 bytes, not 8", s -> s.clearSpanId()),
        row("span id has 16 bytes, not 8", s -> s.setSpanId(TRACE_ID)),
        row("span id is all zero", s -> s.setSpanId(ByteString.copyFrom(new byte[8]))),
        row("span has no start time", s -> s.clearStartTimeUnixNano()),
        row("span ends before it starts", s -> s.setEndTimeUnixNano(999)),
        row("span ends before it starts", s -> s.clearEndTimeUnixNano()),
        row("start time is later than the year 2262", s -> s.setStartTimeUnixNano(-1)),
        row("end time is later than the year 2262", s -> s.setEndTimeUnixNano(-1)));
  }

  private static Arguments row(String reason, UnaryOperator<Span.Builder> change) {
    return Arguments.of(reason, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void invalid(String reason, UnaryOperator<Span.Builder> change) {
    assertThat(SpanMapping.toDomain(change.apply(span()).build(), SENDER, 0).getLeft())
        .isEqualTo(reason);
  }

  @Test
  void toDomain_parentOfZeroes_isNone() {
    assertThat(read(s -> s.setParentSpanId(ByteString.copyFrom(new byte[8]))).root()).isTrue();
    assertThat(read(s -> s.setParentSpanId(SPAN_ID)).root()).isFalse();
  }

  @Test
  void toDomain_shift_movesBothTimes() {
    SpanRecord span = SpanMapping.toDomain(span().build(), SENDER, 60_000).get();

    assertThat(span.startUnixNano()).isEqualTo(61_000);
    assertThat(span.durationNanos()).isEqualTo(2_000);
  }

  @Test
  void toDomain_shiftBeyondAllTimes_isRefused() {
    assertThat(SpanMapping.toDomain(span().build(), SENDER, Long.MAX_VALUE).isLeft()).isTrue();
    assertThat(SpanMapping.toDomain(span().build(), SENDER, -60_000).isLeft()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "http.response.status_code, 500, true",
    "http.response.status_code, 499, false",
    "http.status_code,          503, true",
    "rpc.grpc.status_code,      14,  true",
    "rpc.grpc.status_code,      5,   false"
  })
  void toDomain_statusUnset_theProtocolsCodeCounts(String key, long code, boolean failed) {
    AnyValue number = AnyValue.newBuilder().setIntValue(code).build();
    AnyValue text = AnyValue.newBuilder().setStringValue(Long.toString(code)).build();

    assertThat(read(s -> s.addAttributes(attribute(key, number))).failed()).isEqualTo(failed);
    assertThat(read(s -> s.addAttributes(attribute(key, text))).failed()).isEqualTo(failed);
    assertThat(
            read(s ->
                    s.addAttributes(attribute(key, number))
                        .setStatus(status(Status.StatusCode.STATUS_CODE_OK)))
                .failed())
        .isFalse();
  }

  @Test
  void toDomain_statusError_isAFailureOfAnyKind() {
    var error = status(Status.StatusCode.STATUS_CODE_ERROR);

    assertThat(read(s -> s.setStatus(error).setKind(Span.SpanKind.SPAN_KIND_CLIENT)).failed())
        .isTrue();
  }

  @Test
  void toDomain_codesThatAreNoNumbers_areNone() {
    for (AnyValue odd :
        new AnyValue[] {
          AnyValue.newBuilder().setStringValue("5xx").build(),
          AnyValue.newBuilder().setDoubleValue(500).build(),
          AnyValue.newBuilder().setIntValue(1L << 40).build(),
          AnyValue.getDefaultInstance()
        }) {
      assertThat(read(s -> s.addAttributes(attribute("http.response.status_code", odd))).failed())
          .isFalse();
    }
  }

  @Test
  void toDomain_kindsOfLaterVersions_areUnspecified() {
    assertThat(read(s -> s.setKindValue(99)).kind()).isEqualTo(SpanKind.UNSPECIFIED);
  }

  @Test
  void toDomain_nameWithControlCharacters_losesThem() {
    assertThat(read(s -> s.setName("a\u001b[2J\u0000b")).operation()).isEqualTo("a [2J b");
  }

  @Test
  void senders_everyLabel() {
    var sender =
        Senders.of(
            resource(
                "service.name", "payments",
                "service.namespace", "shop",
                "cloud.region", "eu-west-1",
                "service.instance.id", "a",
                "k8s.pod.name", "pod"));

    assertThat(sender.get())
        .isEqualTo(
            new ServiceInstance(
                new ServiceName("payments"),
                new Label("shop"),
                new Label("eu-west-1"),
                new Label("a")));
  }

  @Test
  void senders_withoutInstance_thePodIsOne() {
    assertThat(Senders.of(resource("k8s.pod.name", "pod")).get().instance().value())
        .isEqualTo("pod");
  }

  @ParameterizedTest
  @MethodSource
  void unknownService(Resource resource) {
    assertThat(Senders.of(resource).get().service().value()).isEqualTo("unknown_service");
  }

  static Stream<Resource> unknownService() {
    return Stream.of(
        Resource.getDefaultInstance(),
        resource("service.name", ""),
        resource("service.name", " "),
        Resource.newBuilder()
            .addAttributes(attribute("service.name", AnyValue.newBuilder().setIntValue(7).build()))
            .build());
  }

  @Test
  void senders_namesThatCannotBeKept_areRefused() {
    assertThat(Senders.of(resource("service.name", "n".repeat(256))).getLeft())
        .startsWith("resource: service name has 256 characters");
    assertThat(Senders.of(resource("service.name", "a\nb")).isLeft()).isTrue();
    assertThat(Senders.of(resource("service.namespace", "a\u0000b")).isLeft()).isTrue();
  }

  private static Resource resource(String... keysAndValues) {
    var resource = Resource.newBuilder();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      resource.addAttributes(
          attribute(
              keysAndValues[i],
              AnyValue.newBuilder().setStringValue(keysAndValues[i + 1]).build()));
    }
    return resource.build();
  }

  private static KeyValue attribute(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static Status status(Status.StatusCode code) {
    return Status.newBuilder().setCode(code).build();
  }

  private static SpanRecord read(UnaryOperator<Span.Builder> change) {
    return SpanMapping.toDomain(change.apply(span()).build(), SENDER, 0).get();
  }

  private static Span.Builder span() {
    return Span.newBuilder()
        .setTraceId(TRACE_ID)
        .setSpanId(SPAN_ID)
        .setKind(Span.SpanKind.SPAN_KIND_SERVER)
        .setStartTimeUnixNano(1_000)
        .setEndTimeUnixNano(3_000);
  }
}

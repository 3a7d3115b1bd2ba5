package io.coral.grpc.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.coral.domain.query.FindSlowTraces;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.TraceSummary;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.Limit;
import io.coral.domain.value.ServiceSelector;
import io.coral.domain.value.TraceId;
import io.coral.grpc.ingest.OddTelemetry.Odd;
import io.coral.ports.Door;
import io.coral.ports.TelemetryServers.Protocol;
import io.coral.ports.TelemetryServers.TelemetryServer;
import io.coral.ports.contract.InMemoryColony;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is odd is taken, what is wrong is refused alone, and what is no message as a whole. */
class OddTelemetryTest {
  private static final String SHOP = "shop";

  private final InMemoryColony colony =
      new InMemoryColony(InstantSource.fixed(Instant.parse("2026-03-01T12:00:30Z")));
  private TelemetryServer server;
  private ManagedChannel channel;

  @BeforeEach
  void serve() {
    server =
        new OtlpServers()
            .start(
                Protocol.GRPC,
                colony.intake(),
                Door.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
            .get();
    channel = NettyChannelBuilder.forAddress(server.address()).usePlaintext().build();
  }

  @AfterEach
  void end() throws InterruptedException {
    channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    server.close();
  }

  private TraceServiceGrpc.TraceServiceBlockingStub traces() {
    return TraceServiceGrpc.newBlockingStub(channel);
  }

  private long requestCount(String service) {
    return colony
        .getErrorRate(new GetErrorRate(ServiceSelector.of(service), QueryWindow.LAST_HOUR))
        .get()
        .requestCount();
  }

  static Stream<Odd> taken() {
    return OddTelemetry.taken();
  }

  @ParameterizedTest
  @MethodSource
  void taken(Odd odd) {
    var answer = traces().export(odd.request());

    assertThat(answer.hasPartialSuccess()).as(answer.toString()).isFalse();
    assertThat(colony.intake().counts().items()).isEqualTo(1);
  }

  static Stream<Odd> refused() {
    return OddTelemetry.refused();
  }

  @ParameterizedTest
  @MethodSource
  void refused(Odd odd) {
    ExportTraceServiceRequest both =
        odd.request().toBuilder()
            .addAllResourceSpans(Requests.traces(Requests.span(2)).getResourceSpansList())
            .build();

    var partial = traces().export(both).getPartialSuccess();

    assertThat(partial.getRejectedSpans()).isEqualTo(1);
    assertThat(partial.getErrorMessage()).isEqualTo(odd.name() + " (1)");
    assertThat(requestCount(SHOP)).as("the other one").isEqualTo(1);
  }

  static Stream<Odd> texts() {
    return OddTelemetry.texts();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void textThatIsNoUtf8_isTheSendersMistake(Odd odd) {
    assertThat(traces().export(odd.request()).hasPartialSuccess()).as("as UTF-8").isFalse();

    var thrown =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> RawExport.call(channel, OddTelemetry.withoutUtf8(odd.request())));

    assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(colony.intake().counts().requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 500})
  void valuesTooDeepWithinValues_areTheSendersMistake(int levels) {
    Span deep =
        Requests.span(1).toBuilder()
            .addAttributes(KeyValue.newBuilder().setValue(OddTelemetry.nested(levels)))
            .build();

    var thrown =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> traces().export(Requests.traces(deep)));

    assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void spanWithoutResource_isOfAnUnknownService() {
    assertThat(traces().export(OddTelemetry.withoutResource()).hasPartialSuccess()).isFalse();

    assertThat(requestCount("unknown_service")).isEqualTo(1);
  }

  @Test
  void spanOfAKindToCome_isNoRequest() {
    Span coming = Requests.span(1).toBuilder().setKindValue(99).build();

    assertThat(traces().export(Requests.traces(coming, Requests.span(2))).hasPartialSuccess())
        .isFalse();

    assertThat(requestCount(SHOP)).isEqualTo(1);
    assertThat(colony.intake().counts().items()).isEqualTo(2);
  }

  @Test
  void histogramOfATemporalityToCome_isRefused() {
    var point =
        HistogramDataPoint.newBuilder()
            .setTimeUnixNano(Requests.START)
            .setCount(1)
            .addBucketCounts(1)
            .addBucketCounts(0)
            .addExplicitBounds(1);
    var metric =
        Metric.newBuilder()
            .setName("h")
            .setHistogram(
                Histogram.newBuilder().setAggregationTemporalityValue(99).addDataPoints(point));
    var request =
        ExportMetricsServiceRequest.newBuilder()
            .addResourceMetrics(
                ResourceMetrics.newBuilder()
                    .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(metric)))
            .build();

    var partial = MetricsServiceGrpc.newBlockingStub(channel).export(request).getPartialSuccess();

    assertThat(partial.getRejectedDataPoints()).isEqualTo(1);
    assertThat(partial.getErrorMessage())
        .isEqualTo("histogram is neither delta nor cumulative (1)");
  }

  @Test
  void childrenOfSkewedClocks_makeOneTrace() {
    long millisecond = 1_000_000;
    Span parent = child(1, 0, 10 * millisecond).clearParentSpanId().build();
    Span before = child(2, -3 * millisecond, millisecond).build();
    Span after = child(3, 20 * millisecond, 5 * millisecond).build();
    Span longer = child(4, -millisecond, 12 * millisecond).build();

    traces().export(Requests.traces(parent, before, after, longer));

    assertThat(onlyTrace())
        .isEqualTo(
            new TraceSummary(
                new TraceId("0af7651916cd43dd8448eb211c80319c"),
                SHOP,
                Duration.ofMillis(28),
                Instant.ofEpochSecond(0, Requests.START - 3 * millisecond),
                SHOP,
                "GET /",
                4,
                0));
  }

  /** As Zipkin's senders do it: who calls and who is called write one id. */
  @Test
  void spansThatShareAnId_areBothCounted() {
    Span called = Requests.span(1);
    Span calling = called.toBuilder().setKind(Span.SpanKind.SPAN_KIND_CLIENT).build();

    traces().export(Requests.traces(calling, called));

    assertThat(requestCount(SHOP)).isEqualTo(1);
    assertThat(onlyTrace().spanCount()).isEqualTo(2);
  }

  private TraceSummary onlyTrace() {
    var traces =
        colony
            .findSlowTraces(
                new FindSlowTraces(
                    Optional.empty(), Duration.ZERO, QueryWindow.LAST_HOUR, Limit.DEFAULT))
            .get()
            .traces();
    assertThat(traces).hasSize(1);
    return traces.getFirst();
  }

  private static Span.Builder child(int id, long startsAfter, long lasts) {
    long start = Requests.START + startsAfter;
    return Requests.span(id).toBuilder()
        .setParentSpanId(Requests.span(1).getSpanId())
        .setStartTimeUnixNano(start)
        .setEndTimeUnixNano(start + lasts);
  }
}

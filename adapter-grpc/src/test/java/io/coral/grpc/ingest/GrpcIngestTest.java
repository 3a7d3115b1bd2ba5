package io.coral.grpc.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.ServiceSelector;
import io.coral.ports.IntakeFailure;
import io.coral.ports.contract.InMemoryColony;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OTLP over gRPC. */
class GrpcIngestTest extends GrpcIngestCase {
  private static final InMemoryColony COLONY =
      new InMemoryColony(InstantSource.fixed(Instant.parse("2026-03-01T12:00:30Z")));

  @Test
  void export_validSpans_areAcknowledgedAndAnswered() {
    var colony = new InMemoryColony(InstantSource.fixed(Instant.parse("2026-03-01T12:00:30Z")));
    serve(colony.intake(), IngestLimits.DEFAULT);

    var response = traces().export(Requests.traces(Requests.span(1), Requests.span(2)));

    assertThat(response).isEqualTo(ExportTraceServiceResponse.getDefaultInstance());
    assertThat(
            colony
                .getErrorRate(new GetErrorRate(ServiceSelector.of("shop"), QueryWindow.LAST_HOUR))
                .get()
                .requestCount())
        .isEqualTo(2);
  }

  @Test
  void export_gzip_isRead() {
    serve(COLONY.intake(), IngestLimits.DEFAULT);

    assertThat(traces().withCompression("gzip").export(Requests.traces(Requests.span(1))))
        .isEqualTo(ExportTraceServiceResponse.getDefaultInstance());
  }

  @Test
  void export_someInvalidSpans_tellsWhichAndWhy() {
    serve(COLONY.intake(), IngestLimits.DEFAULT);

    var partial =
        traces()
            .export(
                Requests.traces(Requests.span(1), Requests.invalidSpan(2), Requests.invalidSpan(3)))
            .getPartialSuccess();

    assertThat(partial.getRejectedSpans()).isEqualTo(2);
    assertThat(partial.getErrorMessage()).isEqualTo("span ends before it starts (2)");
  }

  @Test
  void export_onlyInvalidSpans_isAPartialSuccessToo() {
    serve(scripted, IngestLimits.DEFAULT);

    var partial = traces().export(Requests.traces(Requests.invalidSpan(1))).getPartialSuccess();

    assertThat(partial.getRejectedSpans()).isEqualTo(1);
    assertThat(scripted.wasOffered()).isFalse();
  }

  @Test
  void export_nothing_isASuccess() {
    serve(scripted, IngestLimits.DEFAULT);

    assertThat(traces().export(ExportTraceServiceRequest.getDefaultInstance()))
        .isEqualTo(ExportTraceServiceResponse.getDefaultInstance());
  }

  @Test
  void export_metricsWithABadPoint_tellsDataPoints() {
    serve(COLONY.intake(), IngestLimits.DEFAULT);

    var partial =
        MetricsServiceGrpc.newBlockingStub(channel)
            .export(Requests.metricsWithOneBadPoint())
            .getPartialSuccess();

    assertThat(partial.getRejectedDataPoints()).isEqualTo(1);
    assertThat(partial.getErrorMessage()).isEqualTo("point has no time (1)");
  }

  @Test
  void reflection_tellsWhatIsServed() {
    serve(scripted, IngestLimits.DEFAULT);

    assertThat(Reflected.services(channel))
        .containsExactlyInAnyOrder(
            TraceServiceGrpc.SERVICE_NAME,
            MetricsServiceGrpc.SERVICE_NAME,
            ServerReflectionGrpc.SERVICE_NAME);
  }

  @Test
  void export_logs_areNotServed() {
    serve(scripted, IngestLimits.DEFAULT);

    var thrown =
        failureOf(
            () ->
                LogsServiceGrpc.newBlockingStub(channel)
                    .export(ExportLogsServiceRequest.getDefaultInstance()));

    assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "cut short,             0A0561",
    "wrong wire type,       0D0A",
    "no UTF-8 in a name,    0A0A12081206220A2A02C328",
    "length beyond the end, 0AFFFFFFFF07",
    "endless varint,        08FFFFFFFFFFFFFFFFFFFFFF"
  })
  void export_malformed_isTheSendersMistake(String name, String hex) {
    serve(scripted, IngestLimits.DEFAULT);

    var thrown = failureOf(() -> RawExport.call(channel, ByteString.fromHex(hex).toByteArray()));

    assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(retryInfo(thrown)).as("never to be sent again").isNull();
    assertThat(scripted.wasOffered()).isFalse();
  }

  @Test
  void export_overloaded_isResourceExhaustedWithADelay() throws Exception {
    serve(scripted, IngestLimits.DEFAULT);
    var call = TraceServiceGrpc.newFutureStub(channel).export(Requests.traces(Requests.span(1)));
    scripted.next().fail(new IntakeFailure.Overloaded(Duration.ofMillis(2_500)));

    var thrown =
        (StatusRuntimeException)
            catchThrowableOfType(ExecutionException.class, call::get).getCause();

    assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(retryInfo(thrown).getRetryDelay())
        .isEqualTo(
            com.google.protobuf.Duration.newBuilder().setSeconds(2).setNanos(500_000_000).build());
  }

  @Test
  void export_storeThatCannotBeWritten_isUnavailableAndRetryable() throws Exception {
    serve(scripted, IngestLimits.DEFAULT);
    var call = TraceServiceGrpc.newFutureStub(channel).export(Requests.traces(Requests.span(1)));
    scripted.next().fail(new IntakeFailure.Unavailable("the disk is full"));

    var thrown =
        (StatusRuntimeException)
            catchThrowableOfType(ExecutionException.class, call::get).getCause();

    assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(retryInfo(thrown)).isNotNull();
  }

  @Test
  void export_bug_isInternalAndTellsNothing() throws Exception {
    serve(scripted, IngestLimits.DEFAULT);
    var call = TraceServiceGrpc.newFutureStub(channel).export(Requests.traces(Requests.span(1)));
    scripted.next().answer().completeExceptionally(new IllegalStateException("/secret/path"));

    var thrown =
        (StatusRuntimeException)
            catchThrowableOfType(ExecutionException.class, call::get).getCause();

    assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
    assertThat(thrown.getMessage()).doesNotContain("secret");
  }

  @Test
  void export_senderWhoseDeadlinePasses_givesUp() throws InterruptedException {
    serve(scripted, IngestLimits.DEFAULT);

    var thrown =
        failureOf(
            () ->
                traces()
                    .withDeadlineAfter(200, TimeUnit.MILLISECONDS)
                    .export(Requests.traces(Requests.span(1))));

    assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    var told = new CountDownLatch(1);
    var offer = scripted.next();
    var unused = offer.cancellation().onCancel(told::countDown);
    assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    offer.take(); // replying to whoever left harms nobody
  }
}

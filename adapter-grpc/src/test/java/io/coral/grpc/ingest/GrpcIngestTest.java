package io.coral.grpc.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.RetryInfo;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.ServiceSelector;
import io.coral.grpc.access.CallRates;
import io.coral.grpc.bounds.Http2;
import io.coral.ports.Door;
import io.coral.ports.IntakeFailure;
import io.coral.ports.TelemetryIntake;
import io.coral.ports.TelemetryServers.Protocol;
import io.coral.ports.TelemetryServers.TelemetryServer;
import io.coral.ports.contract.InMemoryColony;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.LogsServiceGrpc;
import io.opentelemetry.proto.collector.metrics.v1.MetricsServiceGrpc;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OTLP over gRPC. */
class GrpcIngestTest {
  private static final InMemoryColony COLONY =
      new InMemoryColony(InstantSource.fixed(Instant.parse("2026-03-01T12:00:30Z")));
  private static final IngestLimits SMALL =
      new IngestLimits(
          64 * 1024,
          8 * 1024,
          2,
          2,
          1024 * 1024,
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofHours(1),
          CallRates.INGEST);
  private static final IngestLimits IMPATIENT =
      new IngestLimits(
          64 * 1024,
          8 * 1024,
          2,
          2,
          1024 * 1024,
          Duration.ofMillis(200),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofHours(1),
          CallRates.INGEST);
  private static final IngestLimits ROOM_FOR_ONE =
      new IngestLimits(
          64 * 1024,
          8 * 1024,
          8,
          8,
          20_000,
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofHours(1),
          CallRates.INGEST);

  private final ScriptedIntake scripted = new ScriptedIntake();
  private TelemetryServer server;
  private ManagedChannel channel;

  @AfterEach
  void end() throws InterruptedException {
    if (channel != null) {
      channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    }
    server.close();
  }

  private void serve(TelemetryIntake intake, IngestLimits limits) {
    server =
        new OtlpServers(limits)
            .start(
                Protocol.GRPC,
                intake,
                Door.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
            .get();
    channel = NettyChannelBuilder.forAddress(server.address()).usePlaintext().build();
  }

  private TraceServiceGrpc.TraceServiceBlockingStub traces() {
    return TraceServiceGrpc.newBlockingStub(channel);
  }

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

  @Test
  void export_messageTooLarge_isRefusedAndTheConnectionLives() {
    serve(COLONY.intake(), SMALL);

    assertThat(
            failureOf(() -> traces().export(Requests.tracesOfBytes(65 * 1024)))
                .getStatus()
                .getCode())
        .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(traces().export(Requests.traces(Requests.span(1))).hasPartialSuccess()).isFalse();
  }

  @Test
  void export_messageThatInflates_isRefused() {
    serve(COLONY.intake(), SMALL);

    var thrown =
        failureOf(
            () -> traces().withCompression("gzip").export(Requests.tracesOfBytes(8 * 1024 * 1024)));

    assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
  }

  @Test
  void export_hugeMetadata_isRefusedAndTheConnectionLives() {
    serve(COLONY.intake(), SMALL);
    var headers = new Metadata();
    headers.put(Metadata.Key.of("x", Metadata.ASCII_STRING_MARSHALLER), "x".repeat(20_000));

    failureOf(
        () ->
            traces()
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .export(Requests.traces(Requests.span(1))));
    assertThat(traces().export(Requests.traces(Requests.span(1))).hasPartialSuccess()).isFalse();
  }

  @Test
  void export_moreAtOnceThanThereIsRoomFor_isTurnedAway() throws Exception {
    serve(scripted, SMALL);
    var stub = TraceServiceGrpc.newFutureStub(channel);
    var first = stub.export(Requests.traces(Requests.span(1)));
    var second = stub.export(Requests.traces(Requests.span(2)));
    var offers = new ScriptedIntake.Offer[] {scripted.next(), scripted.next()};

    var thrown = failureOf(() -> traces().export(Requests.traces(Requests.span(3))));

    assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(retryInfo(thrown)).isNotNull();
    offers[0].take();
    offers[1].take();
    assertThat(first.get()).isEqualTo(ExportTraceServiceResponse.getDefaultInstance());
    assertThat(second.get()).isEqualTo(ExportTraceServiceResponse.getDefaultInstance());
  }

  @Test
  void export_messageThatNeverArrives_isEnded() throws InterruptedException {
    serve(scripted, IMPATIENT);
    ClientCall<ExportTraceServiceRequest, ExportTraceServiceResponse> call =
        channel.newCall(
            // Of a unary call the client would hold the headers back as well.
            TraceServiceGrpc.getExportMethod().toBuilder()
                .setType(MethodType.CLIENT_STREAMING)
                .build(),
            CallOptions.DEFAULT);
    var ended = new CompletableFuture<Status>();
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            ended.complete(status);
          }
        },
        new Metadata());
    call.request(1);

    assertThat(ended.orTimeout(10, TimeUnit.SECONDS).join().getCode())
        .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
  }

  @Test
  void connect_moreThanThereIsRoomFor_isClosed() throws Exception {
    serve(COLONY.intake(), SMALL);
    try (var first = Sockets.connect(server.address());
        var second = Sockets.connect(server.address())) {
      // HTTP/2 servers speak first: those who are let in hear SETTINGS.
      assertThat(first.getInputStream().read()).isNotNegative();
      assertThat(second.getInputStream().read()).isNotNegative();
      try (var third = Sockets.connect(server.address())) {
        assertThat(Sockets.isClosedByPeer(third)).isTrue();
      }
    }
  }

  @Test
  void close_answersWhatIsUnderWay_andTakesNoMore() throws Exception {
    serve(scripted, IngestLimits.DEFAULT);
    var call = TraceServiceGrpc.newFutureStub(channel).export(Requests.traces(Requests.span(1)));
    var offer = scripted.next();
    var closing = CompletableFuture.runAsync(server::close);
    offer.take();

    assertThat(call.get()).isEqualTo(ExportTraceServiceResponse.getDefaultInstance());
    closing.join();
    var thrown = failureOf(() -> traces().export(Requests.traces(Requests.span(1))));
    assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void close_whatTakesTooLong_isUnavailableAndRetryable() throws Exception {
    serve(scripted, IngestLimits.DEFAULT);
    var call = TraceServiceGrpc.newFutureStub(channel).export(Requests.traces(Requests.span(1)));
    var offer = scripted.next();

    server.close(Duration.ofMillis(1));

    var thrown =
        (StatusRuntimeException)
            catchThrowableOfType(ExecutionException.class, call::get).getCause();
    assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(retryInfo(thrown)).isNotNull();
    offer.take(); // replying to whoever was sent away harms nobody
  }

  @Test
  void start_addressThatIsTaken_saysSo() {
    serve(scripted, IngestLimits.DEFAULT);

    var second = new OtlpServers().start(Protocol.GRPC, scripted, Door.open(server.address()));

    assertThat(second.getLeft().message())
        .isEqualTo("cannot listen on 127.0.0.1:" + server.address().getPort());
  }

  private static StatusRuntimeException failureOf(ThrowingCallable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call);
  }

  /** Null if there is none. */
  private static RetryInfo retryInfo(StatusRuntimeException thrown) {
    try {
      for (var detail : StatusProto.fromThrowable(thrown).getDetailsList()) {
        if (detail.is(RetryInfo.class)) {
          return detail.unpack(RetryInfo.class);
        }
      }
      return null;
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void export_requestsThatArriveTogether_findRoomForSoMuchOnly() throws Exception {
    serve(COLONY.intake(), ROOM_FOR_ONE);
    try (Http2 first = Http2.begun(server.address());
        Http2 second = Http2.begun(server.address())) {
      arriving(first);
      assertThat(traces().export(Requests.traces(Requests.span(1))))
          .isEqualTo(ExportTraceServiceResponse.getDefaultInstance());
      arriving(second);

      var refused = second.await(Http2.HEADERS);

      assertThat(refused).isPresent();
      assertThat(refused.get().flags() & Http2.END_STREAM).isNotZero();
    }
  }

  private static void arriving(Http2 sender) throws IOException {
    String method = TraceServiceGrpc.getExportMethod().getFullMethodName();
    sender.send(Http2.HEADERS, Http2.END_HEADERS, 1, Http2.callHeaders(method));
    sender.send(Http2.DATA, 0, 1, Http2.beginning(60_000));
    sender.send(Http2.DATA, 0, 1, new byte[15_000]);
  }
}

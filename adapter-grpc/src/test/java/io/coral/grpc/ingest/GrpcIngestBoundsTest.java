package io.coral.grpc.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.coral.grpc.bounds.Http2;
import io.coral.ports.CallRates;
import io.coral.ports.Door;
import io.coral.ports.TelemetryServers.Protocol;
import io.coral.ports.contract.InMemoryColony;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** OTLP over gRPC: how much is taken on, and for how long. */
class GrpcIngestBoundsTest extends GrpcIngestCase {
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
          CallRates.TELEMETRY);
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
          CallRates.TELEMETRY);
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
          CallRates.TELEMETRY);

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

package io.coral.grpc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.RetryInfo;
import io.coral.domain.access.Scope;
import io.coral.domain.access.Token;
import io.coral.domain.query.ExecuteSql;
import io.coral.domain.query.GetErrorRate;
import io.coral.grpc.SampleAnswers;
import io.coral.grpc.ScriptedColony;
import io.coral.grpc.access.Bearer;
import io.coral.grpc.access.Credentials;
import io.coral.grpc.bounds.Http2;
import io.coral.grpc.v1.ExecuteQueryRequest;
import io.coral.grpc.v1.ExecuteQueryResponse;
import io.coral.grpc.v1.GetErrorRateRequest;
import io.coral.grpc.v1.GetErrorRateResponse;
import io.coral.grpc.v1.ListServicesRequest;
import io.coral.grpc.v1.ListServicesResponse;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.coral.grpc.wire.GrpcStatus;
import io.coral.ports.CallRates;
import io.coral.ports.QueryServers.QueryServer;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers who take more than there is for one, or keep it. */
class HostileCallersTest {
  private static final ScriptedColony ANSWERING =
      new ScriptedColony((intent, bounds) -> Either.right(SampleAnswers.to(intent)));
  private static final String METHOD = QueryServiceGrpc.getListServicesMethod().getFullMethodName();

  @TempDir private Path folder;
  private QueryServer server;
  private ManagedChannel channel;

  private void serve(QueryServer started) {
    server = started;
    channel = NettyChannelBuilder.forAddress(server.address()).usePlaintext().build();
  }

  @AfterEach
  void end() {
    channel.shutdownNow();
    server.close();
  }

  private static ListServicesResponse ask(Channel through) {
    return QueryServiceGrpc.newBlockingStub(through)
        .listServices(ListServicesRequest.getDefaultInstance());
  }

  private static Status.Code refusal(Channel through) {
    var refused = catchThrowableOfType(StatusRuntimeException.class, () -> ask(through));
    return refused == null ? Status.Code.OK : refused.getStatus().getCode();
  }

  @Test
  void reply_thatNobodyTakes_endsWithTheServersDeadline() throws IOException {
    serve(Servers.with(ANSWERING, Servers.limits().callTime(Duration.ofMillis(300)).build()));
    try (Http2 reader = Http2.begun(server.address(), 4, 0)) { // a window of no bytes
      reader.send(Http2.HEADERS, Http2.END_HEADERS, 1, Http2.callHeaders(METHOD));
      reader.send(Http2.DATA, Http2.END_STREAM, 1, Http2.emptyMessage());

      assertThat(reader.await(Http2.RST_STREAM)).isPresent();
    }
  }

  @Test
  void request_thatNeverArrives_isEnded() throws IOException {
    serve(Servers.with(ANSWERING, Servers.limits().receiveTime(Duration.ofMillis(300)).build()));
    try (Http2 sender = Http2.begun(server.address())) {
      sender.send(Http2.HEADERS, Http2.END_HEADERS, 1, Http2.callHeaders(METHOD));
      sender.send(Http2.DATA, 0, 1, Http2.beginning(1_000));

      var trailers = sender.await(Http2.HEADERS);

      assertThat(trailers).isPresent();
      assertThat(trailers.get().flags() & Http2.END_STREAM).isNotZero();
    }
  }

  @Test
  void connection_thatNeverBegins_isClosed() throws IOException {
    serve(Servers.with(ANSWERING, Servers.limits().receiveTime(Duration.ofMillis(300)).build()));
    try (Http2 silent = Http2.silent(server.address());
        Http2 half = Http2.silent(server.address())) {
      half.raw("PRI * HT".getBytes(StandardCharsets.US_ASCII));

      assertThat(silent.isClosedByPeer()).isTrue();
      assertThat(half.isClosedByPeer()).isTrue();
    }
    assertThat(ask(channel)).isNotNull();
  }

  @Test
  void headers_thatNeverEnd_areNoCall_andTheirConnectionIsClosed() throws IOException {
    serve(Servers.with(ANSWERING, Servers.limits().idleTime(Duration.ofMillis(300)).build()));
    try (Http2 dripping = Http2.begun(server.address())) {
      dripping.send(Http2.HEADERS, 0, 1, Http2.callHeaders(METHOD));
      dripping.raw(new byte[] {0, 0, 40, Http2.CONTINUATION});

      assertThat(dripping.isClosedByPeer()).isTrue();
    }
    assertThat(ask(channel)).isNotNull();
  }

  @Test
  void requests_thatArriveSlowlyTogether_findRoomForSoMuchOnly() throws IOException {
    serve(Servers.with(ANSWERING, Servers.limits().receivingBytes(20_000).build()));
    try (Http2 first = Http2.begun(server.address());
        Http2 second = Http2.begun(server.address())) {
      arriving(first);
      assertThat(ask(channel)).as("there is room").isNotNull();
      arriving(second);
      var refused = second.await(Http2.HEADERS);
      assertThat(refused).as("there is none any more").isPresent();
      assertThat(refused.get().flags() & Http2.END_STREAM).isNotZero();

      first.send(Http2.RST_STREAM, 0, 1, new byte[] {0, 0, 0, 8});
      assertThat(isAnsweredInTheEnd(second)).as("what was given up is free again").isTrue();
    }
  }

  /** With a request that needs the room, as often as it takes until the room is there. */
  private static boolean isAnsweredInTheEnd(Http2 sender) throws IOException {
    byte[] padding = new byte[14_000];
    byte[] message =
        ByteBuffer.allocate(9 + padding.length)
            .put(Http2.beginning(4 + padding.length))
            .put(new byte[] {(byte) 0xa2, 0x06, (byte) 0xb0, 0x6d}) // a field that nobody knows
            .put(padding)
            .array();
    for (int stream = 3; ; stream += 2) {
      sender.send(Http2.HEADERS, Http2.END_HEADERS, stream, Http2.callHeaders(METHOD));
      sender.send(Http2.DATA, Http2.END_STREAM, stream, message);
      Optional<Http2.Frame> reply = sender.await(Http2.HEADERS);
      if (reply.isEmpty() || (reply.get().flags() & Http2.END_STREAM) == 0) {
        return reply.isPresent();
      }
    }
  }

  private static void arriving(Http2 sender) throws IOException {
    sender.send(Http2.HEADERS, Http2.END_HEADERS, 1, Http2.callHeaders(METHOD));
    sender.send(Http2.DATA, 0, 1, Http2.beginning(1_000_000));
    sender.send(Http2.DATA, 0, 1, new byte[15_000]);
  }

  @Test
  void calls_moreAtOnceThanThereMayBe_areTurnedAway() throws Exception {
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    serve(Servers.with(waiting(begun, go), Servers.limits().calls(1).build()));
    var first = CompletableFuture.supplyAsync(() -> ask(channel));
    begun.await();

    assertThat(refusal(channel)).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);

    go.countDown();
    assertThat(first.get()).isNotNull();
  }

  private static ScriptedColony waiting(CountDownLatch begun, CountDownLatch go) {
    return new ScriptedColony(
        (intent, bounds) -> {
          begun.countDown();
          try {
            go.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return Either.right(SampleAnswers.to(intent));
        });
  }

  @Test
  void connection_withoutCalls_isClosed() throws IOException {
    serve(Servers.with(ANSWERING, Servers.limits().idleTime(Duration.ofMillis(200)).build()));
    try (Http2 idle = Http2.begun(server.address())) {
      assertThat(idle.isClosedByPeer()).isTrue();
    }
    assertThat(ask(channel)).isNotNull();
  }

  @Test
  void connection_thatIsOld_takesNoMoreCalls_andItsClientMakesAnother() throws IOException {
    serve(Servers.with(ANSWERING, Servers.limits().connectionAge(Duration.ofMillis(300)).build()));
    try (Http2 old = Http2.begun(server.address())) {
      assertThat(old.await(Http2.GOAWAY).map(Http2.Frame::error)).contains(0);
    }
    long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
    while (System.nanoTime() < end) {
      assertThat(ask(channel)).isNotNull();
    }
  }

  @Test
  void member_withTooManyCallsAtOnce_leavesRoomForOthers() throws Exception {
    var credentials = new Credentials(folder);
    Token greedy = credentials.of("greedy", Scope.QUERY);
    Token other = credentials.of("other", Scope.QUERY);
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    serve(
        Servers.with(
            waiting(begun, go),
            Servers.limits().rates(new CallRates(1, 1_000, 1_000)).build(),
            credentials.admission()));
    var first = CompletableFuture.supplyAsync(() -> ask(Bearer.of(greedy, channel)));
    begun.await();

    assertThat(refusal(Bearer.of(greedy, channel))).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    var others = CompletableFuture.supplyAsync(() -> ask(Bearer.of(other, channel)));

    go.countDown();
    assertThat(others.get()).isNotNull();
    assertThat(first.get()).isNotNull();
    assertThat(ask(Bearer.of(greedy, channel))).isNotNull();
  }

  @Test
  void member_whoCallsTooOften_isToldWhenToTryAgain() throws Exception {
    var credentials = new Credentials(folder);
    Token token = credentials.of("ci", Scope.QUERY);
    serve(
        Servers.with(
            ANSWERING,
            Servers.limits().rates(new CallRates(100, 1, 1)).build(),
            credentials.admission()));
    Channel through = Bearer.of(token, channel);
    StatusRuntimeException refused = null;
    while (refused == null) {
      refused = catchThrowableOfType(StatusRuntimeException.class, () -> ask(through));
    }

    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    var details = GrpcStatus.details(refused.getTrailers()).orElseThrow();
    assertThat(details.getDetailsList()).anyMatch(detail -> detail.is(RetryInfo.class));
    assertThat(details.getMessage()).contains("ci may make 1 calls a second");
  }

  @Test
  void caller_withOneQuestion_isNotHeldUpByOneWithMany() throws Exception {
    List<String> begun = Collections.synchronizedList(new ArrayList<>());
    var allBusy = new CountDownLatch(ServerLimits.THREADS);
    var go = new CountDownLatch(1);
    serve(
        Servers.with(
            new ScriptedColony(
                (intent, bounds) -> {
                  begun.add(((GetErrorRate) intent).service().name().value());
                  allBusy.countDown();
                  try {
                    go.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  return Either.right(SampleAnswers.to(intent));
                }),
            CallerLimits.DEFAULT));
    ManagedChannel other = NettyChannelBuilder.forAddress(server.address()).usePlaintext().build();
    List<Future<GetErrorRateResponse>> replies = new ArrayList<>();
    awaitArrival(channel);
    for (int i = 0; i < ServerLimits.THREADS + 100; i++) {
      replies.add(asked(channel, "many"));
    }
    allBusy.await();
    awaitArrival(channel);
    awaitArrival(other); // only what is sent on a connection that is there is sent in order
    replies.add(asked(other, "one"));
    awaitArrival(other);

    go.countDown();

    for (Future<GetErrorRateResponse> reply : replies) {
      assertThat(reply.get()).isNotNull();
    }
    other.shutdownNow();
    assertThat(begun.indexOf("one")).isBetween(ServerLimits.THREADS, 2 * ServerLimits.THREADS);
  }

  @Test
  void statements_moreThanCanRun_keepNoQuestionWaiting() throws Exception {
    var begun = new CountDownLatch(ServerLimits.THREADS);
    var go = new CountDownLatch(1);
    serve(Servers.with(slowAtSql(begun, go), CallerLimits.DEFAULT));
    List<Future<ExecuteQueryResponse>> statements = new ArrayList<>();
    awaitArrival(channel);
    for (int i = 0; i < ServerLimits.THREADS + 100; i++) {
      statements.add(
          QueryServiceGrpc.newFutureStub(channel)
              .executeQuery(ExecuteQueryRequest.newBuilder().setSql("SELECT 1").build()));
    }
    begun.await();
    awaitArrival(channel);

    assertThat(ask(channel)).isNotNull();

    assertThat(statements).noneMatch(Future::isDone);
    go.countDown();
    for (Future<ExecuteQueryResponse> statement : statements) {
      assertThat(statement.get()).isNotNull();
    }
  }

  private static ScriptedColony slowAtSql(CountDownLatch begun, CountDownLatch go) {
    return new ScriptedColony(
        (intent, bounds) -> {
          if (intent instanceof ExecuteSql) {
            begun.countDown();
            try {
              go.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
          return Either.right(SampleAnswers.to(intent));
        });
  }

  private static Future<GetErrorRateResponse> asked(Channel through, String service) {
    return QueryServiceGrpc.newFutureStub(through)
        .getErrorRate(GetErrorRateRequest.newBuilder().setService(service).build());
  }

  /** What is answered at once, on the same connection, tells that what was sent before is there. */
  private static void awaitArrival(Channel through) {
    assertThat(
            HealthGrpc.newBlockingStub(through)
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus())
        .isEqualTo(ServingStatus.SERVING);
  }
}

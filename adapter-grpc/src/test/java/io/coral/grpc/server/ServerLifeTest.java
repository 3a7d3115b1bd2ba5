package io.coral.grpc.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ListServices;
import io.coral.grpc.RawColony;
import io.coral.grpc.RemoteColony;
import io.coral.grpc.SampleAnswers;
import io.coral.grpc.ScriptedColony;
import io.coral.grpc.client.ColonyFaultException;
import io.coral.grpc.v1.ListServicesRequest;
import io.coral.grpc.v1.ListServicesResponse;
import io.coral.grpc.v1.QueryServiceGrpc;
import io.coral.ports.Door;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server from its start to its end. */
@Timeout(60)
class ServerLifeTest {
  private static final Pattern OURS = Pattern.compile("coral-(server|client)");

  private static final ScriptedColony ANSWERING =
      new ScriptedColony((intent, bounds) -> Either.right(SampleAnswers.to(intent)));

  @Test
  void health_knownAndUnknownServices() {
    try (var colony = RawColony.of(ANSWERING)) {
      assertThat(health(colony, "")).isEqualTo(ServingStatus.SERVING);
      assertThat(health(colony, "coral.colony.v1.QueryService")).isEqualTo(ServingStatus.SERVING);
      var thrown =
          catchThrowableOfType(StatusRuntimeException.class, () -> health(colony, "no.Such"));
      assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    }
  }

  @Test
  void health_watchedOfNoService_saysSo() throws Exception {
    var seen = new Replies<HealthCheckResponse>();
    try (var colony = RawColony.of(ANSWERING)) {
      HealthGrpc.newStub(colony.channel())
          .watch(HealthCheckRequest.newBuilder().setService("no.Such").build(), seen);

      assertThat(seen.next().getStatus()).isEqualTo(ServingStatus.SERVICE_UNKNOWN);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "coral.colony.v1.QueryService"})
  void health_watchedOverTheEnd_saysNotServing(String service) throws Exception {
    var seen = new Replies<HealthCheckResponse>();
    try (var colony = RawColony.of(ANSWERING)) {
      HealthGrpc.newStub(colony.channel())
          .watch(HealthCheckRequest.newBuilder().setService(service).build(), seen);
      assertThat(seen.next().getStatus()).isEqualTo(ServingStatus.SERVING);

      colony.server().close();

      assertThat(seen.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
    }
  }

  @Test
  void reflection_namesTheServicesAndTheirFile() throws Exception {
    var seen = new Replies<ServerReflectionResponse>();
    try (var colony = RawColony.of(ANSWERING)) {
      var ask = ServerReflectionGrpc.newStub(colony.channel()).serverReflectionInfo(seen);
      ask.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
      assertThat(seen.next().getListServicesResponse().getServiceList())
          .extracting(service -> service.getName())
          .contains("coral.colony.v1.QueryService", "grpc.health.v1.Health");

      ask.onNext(
          ServerReflectionRequest.newBuilder()
              .setFileContainingSymbol("coral.colony.v1.QueryService.GetPercentile")
              .build());
      assertThat(seen.next().getFileDescriptorResponse().getFileDescriptorProtoList()).isNotEmpty();
      ask.onCompleted();
    }
  }

  @Test
  void start_portInUse_isUnavailable() {
    try (var colony = RawColony.of(ANSWERING)) {
      var second = new GrpcQueryServers().start(ANSWERING, Door.open(colony.server().address()));

      assertThat(second.getLeft()).isInstanceOf(QueryFailure.Unavailable.class);
      assertThat(second.getLeft().message())
          .contains(String.valueOf(colony.server().address().getPort()));
    }
  }

  @Test
  void answer_colonyThrows_tellsNothingOfWhy() {
    var broken =
        new ScriptedColony(
            (intent, bounds) -> {
              throw new IllegalStateException("/etc/coral/secret");
            });
    try (var colony = RawColony.of(broken);
        var remote = RemoteColony.of(broken)) {
      var thrown =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () ->
                  QueryServiceGrpc.newBlockingStub(colony.channel())
                      .listServices(ListServicesRequest.getDefaultInstance()));

      assertThat(thrown.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
      assertThat(thrown.toString() + thrown.getTrailers()).doesNotContain("secret");
      assertThat(
              catchThrowableOfType(
                  ColonyFaultException.class,
                  () -> remote.queries().listServices(ListServices.all())))
          .isNotNull();
    }
  }

  @Test
  void answer_tooManyAtOnce_turnsSomeAwayAndGoesOn() throws Exception {
    var release = new CountDownLatch(1);
    var slow = answeringAfter(release, new CountDownLatch(1));
    int taken = ServerLimits.THREADS + ServerLimits.MAX_WAITING;
    int asked = taken + 100;
    var answered = new CountDownLatch(taken);
    var turnedAway = new CountDownLatch(100);
    try (var colony = RawColony.of(slow)) {
      var more = new ArrayList<ManagedChannel>();
      for (int i = 0; i < asked; i++) {
        if (i % ServerLimits.MAX_CALLS_PER_CONNECTION == 0) {
          more.add(
              NettyChannelBuilder.forAddress(colony.server().address()).usePlaintext().build());
        }
        QueryServiceGrpc.newStub(more.getLast())
            .listServices(
                ListServicesRequest.getDefaultInstance(), new Counting(answered, turnedAway));
      }
      assertThat(turnedAway.await(20, SECONDS)).as("a hundred too many").isTrue();
      release.countDown();

      assertThat(answered.await(20, SECONDS)).as("all others").isTrue();
      more.forEach(ManagedChannel::shutdownNow);
    }
  }

  @Test
  void close_whileAnswering_letsTheAnswerLeave() throws Exception {
    var begun = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    try (var colony = RemoteColony.of(answeringAfter(release, begun))) {
      var reply =
          CompletableFuture.supplyAsync(() -> colony.queries().listServices(ListServices.all()));
      begun.await();
      var closed = CompletableFuture.runAsync(colony.server()::close);
      release.countDown();

      assertThat(reply.get(5, SECONDS).isRight()).isTrue();
      closed.get(5, SECONDS);
    }
  }

  @Test
  void close_answerThatTakesTooLong_isUnavailable() throws Exception {
    var begun = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    try (var colony = RemoteColony.of(answeringAfter(release, begun))) {
      var reply =
          CompletableFuture.supplyAsync(() -> colony.queries().listServices(ListServices.all()));
      begun.await();

      colony.server().close(Duration.ofMillis(1));

      assertThat(reply.get(20, SECONDS).getLeft()).isInstanceOf(QueryFailure.Unavailable.class);
      release.countDown();
    }
  }

  @Test
  void close_idleConnection_isQuickAndLeavesNoThread() throws InterruptedException {
    var others = Set.copyOf(Thread.getAllStackTraces().keySet()); // earlier tests' may be ending
    var colony = RemoteColony.of(ANSWERING);
    assertThat(colony.queries().listServices(ListServices.all()).isRight()).isTrue();

    long begin = System.nanoTime();
    colony.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!others.contains(thread) && OURS.matcher(thread.getName()).lookingAt()) {
        // Its loop has ended; that the thread has, too, the system tells a moment later.
        assertThat(thread.join(Duration.ofSeconds(5))).as(thread.getName()).isTrue();
      }
    }
  }

  private static ScriptedColony answeringAfter(CountDownLatch release, CountDownLatch begun) {
    return new ScriptedColony(
        (intent, bounds) -> {
          begun.countDown();
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Either.right(SampleAnswers.to(intent));
        });
  }

  private static ServingStatus health(RawColony colony, String service) {
    return HealthGrpc.newBlockingStub(colony.channel())
        .check(HealthCheckRequest.newBuilder().setService(service).build())
        .getStatus();
  }

  private record Counting(CountDownLatch answered, CountDownLatch turnedAway)
      implements StreamObserver<ListServicesResponse> {
    @Override
    public void onNext(ListServicesResponse reply) {
      answered.countDown();
    }

    @Override
    public void onError(Throwable failure) {
      if (Status.fromThrowable(failure).getCode() == Status.Code.RESOURCE_EXHAUSTED) {
        turnedAway.countDown();
      }
    }

    @Override
    public void onCompleted() {}
  }

  private static final class Replies<R> implements StreamObserver<R> {
    private final BlockingQueue<R> seen = new LinkedBlockingQueue<>();

    R next() throws InterruptedException {
      R reply = seen.poll(10, SECONDS);
      assertThat(reply).isNotNull();
      return reply;
    }

    @Override
    public void onNext(R reply) {
      seen.add(reply);
    }

    @Override
    public void onError(Throwable ended) {}

    @Override
    public void onCompleted() {}
  }
}

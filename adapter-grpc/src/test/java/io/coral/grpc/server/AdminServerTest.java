package io.coral.grpc.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.grpc.light.LightColonyClients;
import io.coral.ports.AdminClients.AdminClient;
import io.coral.ports.AdminServers.AdminServer;
import io.coral.ports.BackupDigest;
import io.coral.ports.BackupSink;
import io.coral.ports.Cancellation;
import io.coral.ports.ColonyAdmin;
import io.coral.ports.ColonyEndpoint;
import io.coral.ports.ColonyStatus;
import io.coral.ports.Door;
import io.coral.ports.IntakeCounts;
import io.coral.ports.MemoryUse;
import io.coral.ports.StoreStatus;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.vavr.control.Either;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Administration over the wire. */
@Timeout(60)
class AdminServerTest {
  private static final ColonyStatus STATUS =
      new ColonyStatus(
          "1.2.3",
          Duration.ofMillis(4_711),
          new StoreStatus(
              1,
              2,
              Optional.of(new MemoryUse(5, 8)),
              3,
              Optional.of(Instant.parse("2026-03-01T11:00:00Z")),
              Optional.empty(),
              List.of("it is late", "it rains")),
          new IntakeCounts(1, 2, 3, 4, 5, 6, 7, 8),
          List.of(new ColonyStatus.OpenPort("questions", "127.0.0.1:9090")));

  private static final BackupDigest DIGEST = new BackupDigest(300_000, "0".repeat(64));

  private AdminServer server;
  private AdminClient client;

  /** A colony that sends backups in its own way. */
  private record Administered(Function<BackupSink, Either<QueryFailure, BackupDigest>> sending)
      implements ColonyAdmin {
    @Override
    public Either<QueryFailure, ColonyStatus> status(Cancellation cancellation) {
      return Either.right(STATUS);
    }

    @Override
    public Either<QueryFailure, BackupDigest> backup(BackupSink sink, Cancellation cancellation) {
      return sending.apply(sink);
    }
  }

  private ColonyAdmin served(Function<BackupSink, Either<QueryFailure, BackupDigest>> sending) {
    server =
        new GrpcAdminServers()
            .start(
                new Administered(sending),
                Door.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
            .get();
    client = new LightColonyClients().connectAdmin(ColonyEndpoint.plain(server.address())).get();
    return client.admin();
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private static Either<QueryFailure, BackupDigest> whole(BackupSink sink) {
    for (int i = 0; i < 3; i++) {
      byte[] piece = new byte[100_000];
      piece[0] = (byte) i;
      assertThat(sink.take(piece)).isTrue();
    }
    return Either.right(DIGEST);
  }

  @Test
  void status_isToldAsItIs() {
    assertThat(served(AdminServerTest::whole).status(Cancellation.NEVER))
        .isEqualTo(Either.right(STATUS));
  }

  @Test
  void backup_comesInOrder_withItsDigest() {
    var bytes = new ByteArrayOutputStream();

    var digest =
        served(AdminServerTest::whole)
            .backup(
                piece -> {
                  bytes.writeBytes(piece);
                  return true;
                },
                Cancellation.NEVER);

    assertThat(digest).isEqualTo(Either.right(DIGEST));
    assertThat(bytes.toByteArray()).hasSize(300_000);
    assertThat(bytes.toByteArray()[200_000]).isEqualTo((byte) 2);
  }

  @Test
  void backup_thatFailsOnItsWay_isNotWhole() {
    var failure = new QueryFailure.Unavailable("the copy cannot be read", "");

    var digest =
        served(
                sink -> {
                  sink.take(new byte[10]);
                  return Either.left(failure);
                })
            .backup(piece -> true, Cancellation.NEVER);

    assertThat(digest).isEqualTo(Either.left(failure));
  }

  @Test
  void backup_unwanted_endsAtTheColony() throws Exception {
    var stopped = new CompletableFuture<Boolean>();
    var digest =
        served(
                sink -> {
                  while (sink.take(new byte[100_000])) {
                    Thread.onSpinWait();
                  }
                  stopped.complete(true);
                  return Either.left(new QueryFailure.Cancelled());
                })
            .backup(piece -> false, Cancellation.NEVER);

    assertThat(digest).isEqualTo(Either.left(new QueryFailure.Cancelled()));
    assertThat(stopped.get()).isTrue();
  }

  @Test
  void backup_besideAnother_isTurnedAway() throws Exception {
    var begun = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var admin =
        served(
            sink -> {
              begun.countDown();
              try {
                release.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return whole(sink);
            });
    var first =
        CompletableFuture.supplyAsync(() -> admin.backup(piece -> true, Cancellation.NEVER));
    begun.await();

    var second = admin.backup(piece -> true, Cancellation.NEVER);

    assertThat(second.getLeft()).isInstanceOf(QueryFailure.LimitExceeded.class);
    release.countDown();
    assertThat(first.get()).isEqualTo(Either.right(DIGEST));
  }

  @Test
  void announcedEnd_isToldToWhoeverAsks() {
    served(AdminServerTest::whole);
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(server.address()).usePlaintext().build();
    try {
      var health = HealthGrpc.newBlockingStub(channel);
      var overall = HealthCheckRequest.getDefaultInstance();
      assertThat(health.check(overall).getStatus()).isEqualTo(ServingStatus.SERVING);

      server.announceEnd();

      assertThat(health.check(overall).getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
      assertThat(client.admin().status(Cancellation.NEVER).isRight()).isTrue();
    } finally {
      channel.shutdownNow();
    }
  }
}

package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.cli.truth.CoralProcess.Colony;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.grpc.client.GrpcColonyClients;
import io.coral.ports.CallBounds;
import io.coral.ports.ColonyClients.ColonyClient;
import io.coral.ports.ColonyEndpoint;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A colony that is told to end while calls are under way. */
@Timeout(300)
class DrainIT {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path folder;

  private static InetSocketAddress socketAddress(String address) {
    var uri = URI.create("any://" + address);
    return new InetSocketAddress(uri.getHost(), uri.getPort());
  }

  private static ColonyClient client(Colony colony) {
    return new GrpcColonyClients()
        .connect(ColonyEndpoint.plain(socketAddress(colony.address())))
        .get();
  }

  private static void awaitNobodyListens(InetSocketAddress address) throws IOException {
    while (true) {
      try {
        new Socket(address.getHostString(), address.getPort()).close();
      } catch (ConnectException e) {
        return;
      }
    }
  }

  @Test
  void terminated_finishesWhatIsUnderWay_takesNothingNew_andExitsWithZero() throws Exception {
    Path database = folder.resolve("colony.duckdb");
    var address = new InetSocketAddress[2];
    try (var colony = Colony.start(database, "--grace", "2m");
        var client = client(colony);
        var export =
            HalfSentExport.begin(
                colony.otlpHttp(), ShopTelemetry.lines(Instant.now()).getFirst())) {
      address[0] = socketAddress(colony.address());
      address[1] = socketAddress(colony.otlpHttp().replace("http://", ""));
      ManagedChannel channel = NettyChannelBuilder.forAddress(address[0]).usePlaintext().build();
      try {
        var health =
            HealthGrpc.newBlockingStub(channel)
                .withDeadlineAfter(2, TimeUnit.MINUTES)
                .watch(HealthCheckRequest.getDefaultInstance());
        assertThat(health.next().getStatus()).isEqualTo(ServingStatus.SERVING);
        var reader = SlowReader.begin(client.queries().within(CallBounds.timeout(LONG)));

        colony.terminate();

        assertThat(health.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
        awaitNobodyListens(address[0]);
        awaitNobodyListens(address[1]);
        assertThat(export.finish()).isEqualTo("HTTP/1.1 200 OK");
        reader.goOn();
        assertThat(reader.awaitEnd().map(SqlStreamEnd::rows).get()).isEqualTo(SlowReader.ROWS);
      } finally {
        channel.shutdownNow();
      }
      assertThat(colony.awaitEnd()).isZero();
    }
    assertThat(folder.resolve("colony.duckdb.wal")).doesNotExist();
    var services = CoralProcess.run(folder, "query", "services", "--db", "colony.duckdb");
    assertThat(services.stdout()).contains("payments");
  }

  @Test
  void terminated_graceOver_cutsOffWhatIsLeft_andExitsWithZero() throws Exception {
    try (var colony = Colony.start(folder.resolve("colony.duckdb"), "--grace", "100ms");
        var client = client(colony)) {
      var reader = SlowReader.begin(client.queries().within(CallBounds.timeout(LONG)));

      colony.terminate();

      assertThat(colony.awaitEnd()).isZero();
      reader.goOn();
      assertThat(reader.awaitEnd().isLeft()).isTrue();
    }
  }
}

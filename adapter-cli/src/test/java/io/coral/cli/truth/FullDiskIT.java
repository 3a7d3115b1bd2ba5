package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.rpc.RetryInfo;
import io.coral.cli.truth.CoralProcess.Colony;
import io.coral.grpc.client.GrpcColonyClients;
import io.coral.ports.ColonyClients.ColonyClient;
import io.coral.ports.ColonyEndpoint;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What senders and askers hear of a colony whose disk is full. */
@Timeout(180)
class FullDiskIT {
  private final Instant last = Instant.now().truncatedTo(ChronoUnit.MINUTES);
  private final SentRequests sent = new SentRequests();
  private final HttpClient http = HttpClient.newHttpClient();
  private int next;

  @TempDir private Path folder;

  @Test
  void full_sendersAreToldToSendAgain_questionsAreAnswered_andRoomIsAllItTakes() throws Exception {
    var disk = new SmallDisk(Files.createDirectory(folder.resolve("disk")), 24);
    assumeTrue(disk.isPossible(), "this user may not mount a disk of their own");
    try (var colony = disk.colony("--log-level", "error");
        var client = client(colony)) {
      ManagedChannel ingest = channel(colony.otlpGrpc());
      ManagedChannel questions = channel(colony.address());
      ManagedChannel administration = channel(colony.admin());
      try {
        var traces = TraceServiceGrpc.newBlockingStub(ingest);
        var counted = new CountedRequests(client.queries(), sent, last);
        assertThat(byGrpc(traces)).isEmpty();
        assertThat(byHttp(colony).statusCode()).isEqualTo(200);

        disk.fill(colony);
        Optional<StatusRuntimeException> refusal = byGrpc(traces);
        while (refusal.isEmpty()) {
          refusal = byGrpc(traces);
        }

        assertThat(refusal.get().getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(StatusProto.fromThrowable(refusal.get()).getDetailsList())
            .anyMatch(detail -> detail.is(RetryInfo.class));
        HttpResponse<byte[]> reply = byHttp(colony);
        assertThat(reply.statusCode()).isEqualTo(503);
        assertThat(reply.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        assertThat(com.google.rpc.Status.parseFrom(reply.body()).getMessage())
            .isEqualTo("the colony's disk is full");
        counted.assertEachMinuteFits();
        assertThat(health(questions)).isEqualTo(ServingStatus.SERVING);
        assertThat(health(administration)).isEqualTo(ServingStatus.NOT_SERVING);

        disk.empty(colony);
        while (byGrpc(traces).isPresent()) {
          Thread.sleep(20);
        }
        assertThat(byHttp(colony).statusCode()).isEqualTo(200);
        assertThat(health(administration)).isEqualTo(ServingStatus.SERVING);
        counted.assertEachRequestIsWhole();
      } finally {
        ingest.shutdownNow();
        questions.shutdownNow();
        administration.shutdownNow();
      }
    }
  }

  /** Why it was refused, if it was; what is refused must not be counted. */
  private Optional<StatusRuntimeException> byGrpc(
      TraceServiceGrpc.TraceServiceBlockingStub traces) {
    var request = new NumberedRequest(next++);
    try {
      assertThat(traces.export(request.toOtlp(last)).hasPartialSuccess()).isFalse();
      sent.acknowledged(request);
      return Optional.empty();
    } catch (StatusRuntimeException e) {
      return Optional.of(e);
    }
  }

  private HttpResponse<byte[]> byHttp(Colony colony) throws IOException, InterruptedException {
    var request = new NumberedRequest(next++);
    HttpResponse<byte[]> reply =
        http.send(
            HttpRequest.newBuilder(URI.create(colony.otlpHttp() + "/v1/traces"))
                .header("Content-Type", "application/x-protobuf")
                .POST(BodyPublishers.ofByteArray(request.toOtlp(last).toByteArray()))
                .build(),
            BodyHandlers.ofByteArray());
    if (reply.statusCode() == 200) {
      sent.acknowledged(request);
    }
    return reply;
  }

  private static ServingStatus health(Channel channel) {
    return HealthGrpc.newBlockingStub(channel)
        .check(HealthCheckRequest.getDefaultInstance())
        .getStatus();
  }

  private static ManagedChannel channel(String address) {
    return NettyChannelBuilder.forAddress(socketAddress(address)).usePlaintext().build();
  }

  private static ColonyClient client(Colony colony) {
    return new GrpcColonyClients()
        .connect(ColonyEndpoint.plain(socketAddress(colony.address())))
        .get();
  }

  private static InetSocketAddress socketAddress(String address) {
    var uri = URI.create("any://" + address);
    return new InetSocketAddress(uri.getHost(), uri.getPort());
  }
}

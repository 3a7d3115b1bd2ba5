package io.coral.grpc.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.ErrorInfo;
import io.coral.domain.access.Scope;
import io.coral.domain.access.Token;
import io.coral.grpc.access.Bearer;
import io.coral.grpc.access.Credentials;
import io.coral.ports.CallRates;
import io.coral.ports.Door;
import io.coral.ports.TelemetryServers.Protocol;
import io.coral.ports.TelemetryServers.TelemetryServer;
import io.coral.ports.contract.InMemoryColony;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.TraceServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both protocols let in whoever may send, and no one else. */
class IngestTokensTest {
  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final InMemoryColony colony =
      new InMemoryColony(InstantSource.fixed(Instant.parse("2026-03-01T12:00:30Z")));
  private Credentials credentials;
  private Token sender;
  private Token asker;
  private TelemetryServer server;

  @BeforeEach
  void makeTokens() {
    credentials = new Credentials(folder);
    sender = credentials.of("checkout", Scope.INGEST);
    asker = credentials.of("dashboard", Scope.QUERY, Scope.SQL, Scope.ADMIN);
  }

  @AfterEach
  void end() {
    server.close();
  }

  private void serve(Protocol protocol) {
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server =
        new OtlpServers()
            .start(protocol, colony.intake(), new Door(anyPort, credentials.admission()))
            .get();
  }

  private HttpResponse<byte[]> post(List<String> headers, String type, byte[] body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.address().getPort() + "/v1/traces"))
            .header("Content-Type", type);
    headers.forEach(header -> request.header("Authorization", header));
    return client.send(
        request.POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> post(List<String> headers) throws IOException, InterruptedException {
    return post(headers, "application/x-protobuf", Requests.traces(Requests.span(1)).toByteArray());
  }

  @Test
  void grpc_senderIsLetIn_othersAreNot() {
    serve(Protocol.GRPC);
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(server.address()).usePlaintext().build();
    try {
      assertThat(
              TraceServiceGrpc.newBlockingStub(Bearer.of(sender, channel))
                  .export(Requests.traces(Requests.span(1))))
          .isEqualTo(ExportTraceServiceResponse.getDefaultInstance());
      assertThat(code(channel)).isEqualTo(Status.Code.UNAUTHENTICATED);
      assertThat(code(Bearer.of(asker, channel))).isEqualTo(Status.Code.PERMISSION_DENIED);
    } finally {
      channel.shutdownNow();
    }
    assertThat(colony.intake().counts().requests()).isEqualTo(1);
  }

  @Test
  void grpc_reflection_isForWhoeverIsKnown() {
    serve(Protocol.GRPC);
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(server.address()).usePlaintext().build();
    try {
      assertThat(Reflected.services(Bearer.of(asker, channel)))
          .contains(TraceServiceGrpc.SERVICE_NAME);
      assertThat(
              catchThrowableOfType(StatusRuntimeException.class, () -> Reflected.services(channel))
                  .getStatus()
                  .getCode())
          .isEqualTo(Status.Code.UNAUTHENTICATED);
    } finally {
      channel.shutdownNow();
    }
  }

  private static Status.Code code(Channel channel) {
    return catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                TraceServiceGrpc.newBlockingStub(channel).export(Requests.traces(Requests.span(1))))
        .getStatus()
        .getCode();
  }

  @Test
  void http_senderIsLetIn() throws Exception {
    serve(Protocol.HTTP);

    assertThat(post(List.of("Bearer " + sender.text())).statusCode()).isEqualTo(200);
    assertThat(post(List.of("bearer " + sender.text())).statusCode()).isEqualTo(200);
  }

  @Test
  void http_unknownSender_is401_andIsToldTheScheme() throws Exception {
    serve(Protocol.HTTP);
    String token = "Bearer " + sender.text();

    for (List<String> headers :
        List.of(
            List.<String>of(),
            List.of("Bearer " + Token.ofRandom(new byte[32]).text()),
            List.of(sender.text()),
            List.of("Basic " + sender.text()),
            List.of(token, token))) {
      var response = post(headers);

      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
      var status = com.google.rpc.Status.parseFrom(response.body());
      assertThat(status.getDetails(0).unpack(ErrorInfo.class).getReason())
          .isEqualTo("UNAUTHENTICATED");
      assertThat(status.toString()).doesNotContain(sender.text());
    }
  }

  @Test
  void http_wrongScope_is403_andNamesTheRightOne() throws Exception {
    serve(Protocol.HTTP);

    var response =
        post(
            List.of("Bearer " + asker.text()),
            "application/json",
            "{}".getBytes(StandardCharsets.UTF_8));

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(new String(response.body(), StandardCharsets.UTF_8))
        .contains("this needs the scope ingest, and dashboard has query,sql,admin");
  }

  @Test
  void http_unknownSender_learnsNothingOfPathsAndLimits() throws Exception {
    serve(Protocol.HTTP);
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.address().getPort() + "/no/such/path"))
            .GET()
            .build();

    assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
  }

  @Test
  void http_senderWhoSendsTooOften_is429_andToldWhenToTryAgain() throws Exception {
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server =
        new OtlpServers(rarely())
            .start(Protocol.HTTP, colony.intake(), new Door(anyPort, credentials.admission()))
            .get();
    HttpResponse<byte[]> refused;
    do {
      refused = post(List.of("Bearer " + sender.text()));
    } while (refused.statusCode() == 200);

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    Token other = credentials.of("other", Scope.INGEST);
    assertThat(post(List.of("Bearer " + other.text())).statusCode()).isEqualTo(200);
  }

  @Test
  void grpc_senderWhoSendsTooOften_isExhausted() {
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server =
        new OtlpServers(rarely())
            .start(Protocol.GRPC, colony.intake(), new Door(anyPort, credentials.admission()))
            .get();
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(server.address()).usePlaintext().build();
    Channel through = Bearer.of(sender, channel);
    StatusRuntimeException refused = null;
    while (refused == null) {
      refused =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () ->
                  TraceServiceGrpc.newBlockingStub(through)
                      .export(Requests.traces(Requests.span(1))));
    }
    channel.shutdownNow();

    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
  }

  /** One request a second of each. */
  private static IngestLimits rarely() {
    IngestLimits usual = IngestLimits.DEFAULT;
    return new IngestLimits(
        usual.messageBytes(),
        usual.headerBytes(),
        usual.connections(),
        usual.requests(),
        usual.bodyBytes(),
        usual.receiveTime(),
        usual.idleTime(),
        usual.callTime(),
        usual.connectionAge(),
        new CallRates(1, 1, 1));
  }
}

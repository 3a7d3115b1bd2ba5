package io.coral.grpc.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.ports.CallRates;
import io.coral.ports.Door;
import io.coral.ports.TelemetryServers.Protocol;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** OTLP over HTTP: how much is taken on, and for how long. */
class HttpIngestBoundsTest extends HttpIngestCase {
  private static final IngestLimits SMALL =
      new IngestLimits(
          64 * 1024,
          2 * 1024,
          2,
          2,
          96 * 1024,
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofHours(1),
          CallRates.TELEMETRY);
  private static final IngestLimits IMPATIENT =
      new IngestLimits(
          64 * 1024,
          2 * 1024,
          2,
          2,
          96 * 1024,
          Duration.ofMillis(300),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofHours(1),
          CallRates.TELEMETRY);

  @Test
  void post_announcedTooLarge_is413() throws Exception {
    serve(scripted, SMALL);

    assertThat(post("/v1/traces", PROTOBUF, "x".repeat(65 * 1024)).statusCode()).isEqualTo(413);
  }

  @Test
  void post_chunksThatAreTooLarge_is413() throws Exception {
    serve(scripted, SMALL);

    var response =
        send(
            request("/v1/traces", PROTOBUF)
                .POST(
                    BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(new byte[65 * 1024]))));

    assertThat(response.statusCode()).isEqualTo(413);
  }

  @Test
  void post_bodyThatInflates_is413() throws Exception {
    serve(scripted, SMALL);

    var response =
        send(
            request("/v1/traces", PROTOBUF)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip(new byte[16 * 1024 * 1024]))));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(scripted.wasOffered()).isFalse();
  }

  @Test
  void head_thatNeverEnds_isCutOff() throws Exception {
    serve(scripted, IMPATIENT);
    try (var socket = Sockets.connect(server.address())) {
      Sockets.send(socket, "POST /v1/traces HTTP/1.1\r\nHost: x\r\n");

      assertThat(Sockets.isClosedByPeer(socket)).isTrue();
    }
  }

  @Test
  void body_thatDrips_isCutOff() throws Exception {
    serve(scripted, IMPATIENT);
    try (var socket = Sockets.connect(server.address())) {
      Sockets.send(socket, head("/v1/traces", 1_000) + "x");

      assertThat(Sockets.isClosedByPeer(socket)).isTrue();
    }
  }

  @Test
  void headers_tooLargeOrTooMany_areRefused() throws Exception {
    serve(scripted, IngestLimits.DEFAULT);
    String start = "POST /v1/traces HTTP/1.1\r\nHost: x\r\n";
    try (var large = Sockets.connect(server.address());
        var many = Sockets.connect(server.address())) {
      Sockets.send(large, start + "X: " + "x".repeat(20 * 1024) + "\r\n\r\n");
      Sockets.send(many, start + "X: x\r\n".repeat(1_000) + "\r\n");

      assertThat(Sockets.firstLine(large)).matches("|HTTP/1.1 4\\d\\d .*");
      assertThat(Sockets.firstLine(many)).matches("|HTTP/1.1 4\\d\\d .*");
    }
    assertThat(scripted.wasOffered()).isFalse();
  }

  @Test
  void connect_moreThanThereIsRoomFor_isClosed() throws Exception {
    serve(scripted, SMALL);
    try (var first = Sockets.connect(server.address());
        var second = Sockets.connect(server.address())) {
      for (var socket : List.of(first, second)) {
        Sockets.send(socket, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(Sockets.firstLine(socket)).startsWith("HTTP/1.1 404");
      }
      try (var third = Sockets.connect(server.address())) {
        assertThat(Sockets.isClosedByPeer(third)).isTrue();
      }
    }
  }

  @Test
  void close_answersWhatIsUnderWay() throws Exception {
    serve(scripted, IngestLimits.DEFAULT);
    var call = postAsync();
    var offer = scripted.next();
    var closing = CompletableFuture.runAsync(server::close);
    offer.take();

    assertThat(call.get().statusCode()).isEqualTo(200);
    closing.join();
  }

  @Test
  void start_addressThatIsTaken_saysSo() {
    serve(scripted, IngestLimits.DEFAULT);

    var second = new OtlpServers().start(Protocol.HTTP, scripted, Door.open(server.address()));

    assertThat(second.getLeft().message())
        .isEqualTo("cannot listen on 127.0.0.1:" + server.address().getPort());
  }
}

package io.coral.grpc.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.ports.Door;
import io.coral.ports.TelemetryServers.Protocol;
import io.coral.ports.TelemetryServers.TelemetryServer;
import io.coral.ports.contract.InMemoryColony;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bytes that no client of HTTP in order sends: what can be read in two ways is not taken at all.
 */
class HostileHttpTest {
  private static final String START = "POST /v1/traces HTTP/1.1\r\n";
  private static final String HOST = "Host: x\r\n";
  private static final String TYPE = "Content-Type: application/x-protobuf\r\n";
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
  private static final String OK = START + HOST + TYPE;

  private final InMemoryColony colony =
      new InMemoryColony(InstantSource.fixed(Instant.parse("2026-03-01T12:00:30Z")));
  private TelemetryServer server;

  @BeforeEach
  void serve() {
    server =
        new OtlpServers()
            .start(
                Protocol.HTTP,
                colony.intake(),
                Door.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
            .get();
  }

  @AfterEach
  void end() throws IOException {
    try {
      assertThat(firstLine(OK + length(span()), span())).as("others").isEqualTo("HTTP/1.1 200 OK");
    } finally {
      server.close();
    }
  }

  private static byte[] span() {
    return Requests.traces(Requests.span(1)).toByteArray();
  }

  private static String length(byte[] body) {
    return "Content-Length: " + body.length + "\r\n\r\n";
  }

  private String firstLine(String head, byte[] body) throws IOException {
    try (var socket = Sockets.connect(server.address())) {
      Sockets.send(socket, head);
      socket.getOutputStream().write(body);
      return Sockets.firstLine(socket);
    } catch (SocketException e) {
      return ""; // closed while it was still to be told, which is an answer, too
    }
  }

  record Bytes(String name, String text) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Bytes> refused() {
    String span = new String(span(), StandardCharsets.ISO_8859_1);
    String chunk = Integer.toHexString(span.length()) + "\r\n" + span + "\r\n0\r\n\r\n";
    String length = "Content-Length: " + span.length() + "\r\n";
    String both = length + CHUNKED + "\r\n" + chunk;
    return Stream.of(
        new Bytes("length and chunks", OK + both),
        new Bytes("two lengths", OK + "Content-Length: 5\r\n" + length + "\r\n" + span),
        new Bytes("lengths in a list", OK + "Content-Length: 5, 5\r\n\r\nabcde"),
        new Bytes("negative length", OK + "Content-Length: -1\r\n\r\n"),
        new Bytes(
            "length with a sign", OK + "Content-Length: +" + span.length() + "\r\n\r\n" + span),
        new Bytes("length in letters", OK + "Content-Length: five\r\n\r\nabcde"),
        new Bytes("length beyond 64 bits", OK + "Content-Length: 99999999999999999999\r\n\r\n"),
        new Bytes("length that is empty", OK + "Content-Length: \r\n\r\n"),
        new Bytes("encoding of no use", OK + "Transfer-Encoding: identity, x\r\n\r\n" + chunk),
        new Bytes("chunks inside", OK + "Transfer-Encoding: chunked, gzip\r\n\r\n" + chunk),
        new Bytes("chunk of negative size", OK + CHUNKED + "\r\n-5\r\nabcde\r\n0\r\n\r\n"),
        new Bytes("chunk size in letters", OK + CHUNKED + "\r\nxyz\r\nabcde\r\n0\r\n\r\n"),
        new Bytes("chunk beyond 64 bits", OK + CHUNKED + "\r\nfffffffffffffffff\r\nabc"),
        new Bytes("chunk with a long remark", OK + CHUNKED + "\r\n5;" + "x".repeat(100_000)),
        new Bytes("chunk without its end", OK + CHUNKED + "\r\n5\r\nabcdefgh\r\n0\r\n\r\n"),
        new Bytes("space before a colon", OK + "Content-Length : 5\r\n\r\nabcde"),
        new Bytes("header without a colon", OK + "nonsense\r\n\r\n"),
        new Bytes("header without a name", OK + ": 5\r\n\r\n"),
        new Bytes("no host", START + TYPE + length + "\r\n" + span),
        new Bytes("no version", "POST /v1/traces\r\n\r\n"),
        new Bytes(
            "version to come", "POST /v1/traces HTTP/3.0\r\n" + HOST + TYPE + length + "\r\n"),
        new Bytes("HTTP/2 without TLS", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        new Bytes("method that is none", "P(ST /v1/traces HTTP/1.1\r\n" + HOST + "\r\n"),
        new Bytes(
            "path upwards", "POST /v1/../v1/traces HTTP/1.1\r\n" + HOST + TYPE + length + "\r\n"),
        new Bytes(
            "path in disguise", "POST /v1/%74races HTTP/1.1\r\n" + HOST + TYPE + length + "\r\n"),
        new Bytes(
            "path with a NUL", "POST /v1/traces\0 HTTP/1.1\r\n" + HOST + TYPE + length + "\r\n"),
        new Bytes(
            "path that is a page's", "POST http://[ HTTP/1.1\r\n" + HOST + TYPE + length + "\r\n"),
        new Bytes(
            "path of 100,000 characters", "POST /" + "x".repeat(100_000) + " HTTP/1.1\r\n\r\n"),
        new Bytes("to another place", "CONNECT example.org:443 HTTP/1.1\r\n" + HOST + "\r\n"),
        new Bytes("nothing but zeroes", "\0".repeat(100_000)),
        new Bytes("TLS", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\r\n\r\n"));
  }

  @ParameterizedTest
  @MethodSource
  void refused(Bytes bytes) throws IOException {
    assertThat(firstLine(bytes.text(), new byte[0])).matches("|HTTP/1\\.[01] (4\\d\\d|50[15]) .*");
    assertThat(colony.intake().counts().requests()).isZero();
  }

  @Test
  void requestThatEndsInTwoWays_isTheLastOfItsConnection() throws IOException {
    try (var socket = Sockets.connect(server.address())) {
      Sockets.send(socket, OK + CHUNKED + "Content-Length: 5\r\n\r\n0\r\n\r\n");

      assertThat(Sockets.firstLine(socket)).startsWith("HTTP/1.1 400 ");
      assertThat(Sockets.firstLine(socket)).isEqualTo("Connection: close");
      assertThat(Sockets.isClosedByPeer(socket)).isTrue();
    }
  }

  /** For a proxy that goes by the length, the second is what the first says. */
  @Test
  void requestBehindOneThatEndsInTwoWays_isNotTaken() throws IOException {
    String span = new String(span(), StandardCharsets.ISO_8859_1);
    String hidden = OK + "Content-Length: " + span.length() + "\r\n\r\n" + span;
    String first = OK + CHUNKED + "Content-Length: " + (5 + hidden.length()) + "\r\n\r\n0\r\n\r\n";
    try (var socket = Sockets.connect(server.address())) {
      Sockets.send(socket, first + hidden);
      String answers =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

      assertThat(answers).startsWith("HTTP/1.1 400 ").doesNotContain("HTTP/1.1 200");
    }
    assertThat(colony.intake().counts().requests()).isZero();
  }

  @Test
  void bodyOfTheOtherType_isTheSendersMistake() throws IOException {
    String json = "Content-Type: application/json\r\n";
    byte[] text = "{\"resourceSpans\":[]}".getBytes(StandardCharsets.US_ASCII);

    assertThat(firstLine(START + HOST + json + length(span()), span())).contains(" 400 ");
    assertThat(firstLine(OK + length(text), text)).contains(" 400 ");
  }

  @Test
  void requestsInOneBreath_areAnsweredInOrder() throws IOException {
    String all = (START + HOST + TYPE + "Content-Length: 0\r\n\r\n").repeat(50);
    try (var socket = Sockets.connect(server.address())) {
      Sockets.send(socket, all + "GET / HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
      String answers =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

      assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(51);
      assertThat(answers).contains("HTTP/1.1 404 ");
    }
  }

  @Test
  void senderWhoAsksFirst_isToldToGoOn() throws IOException {
    try (var socket = Sockets.connect(server.address())) {
      Sockets.send(socket, OK + "Expect: 100-continue\r\n" + length(span()));
      assertThat(Sockets.firstLine(socket)).isEqualTo("HTTP/1.1 100 Continue");
    }
  }
}

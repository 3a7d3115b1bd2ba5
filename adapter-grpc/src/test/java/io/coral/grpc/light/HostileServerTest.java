package io.coral.grpc.light;

import static io.coral.grpc.light.RawServer.CONTINUATION;
import static io.coral.grpc.light.RawServer.DATA;
import static io.coral.grpc.light.RawServer.END_STREAM;
import static io.coral.grpc.light.RawServer.GOAWAY;
import static io.coral.grpc.light.RawServer.HEADERS;
import static io.coral.grpc.light.RawServer.PING;
import static io.coral.grpc.light.RawServer.PUSH_PROMISE;
import static io.coral.grpc.light.RawServer.RST_STREAM;
import static io.coral.grpc.light.RawServer.SETTINGS;
import static io.coral.grpc.light.RawServer.STREAM;
import static io.coral.grpc.light.RawServer.WINDOW_UPDATE;
import static io.coral.grpc.light.RawServer.ascii;
import static io.coral.grpc.light.RawServer.begin;
import static io.coral.grpc.light.RawServer.concat;
import static io.coral.grpc.light.RawServer.end;
import static io.coral.grpc.light.RawServer.frame;
import static io.coral.grpc.light.RawServer.headers;
import static io.coral.grpc.light.RawServer.message;
import static io.coral.grpc.light.RawServer.settings;
import static io.coral.grpc.light.RawServer.times;
import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ErrorRate;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.ServiceSelector;
import io.coral.grpc.SampleAnswers;
import io.coral.grpc.wire.ErrorRateMapping;
import io.coral.ports.CallBounds;
import io.coral.ports.ColonyEndpoint;
import io.vavr.control.Either;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the client makes of servers that say what no gRPC server says, or nothing at all. */
@Timeout(120)
class HostileServerTest {
  private static final GetErrorRate QUESTION =
      new GetErrorRate(ServiceSelector.of("payments"), QueryWindow.LAST_HOUR);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  static Stream<Named<byte[]>> answers() {
    return Stream.of(
        Named.of("HTTP/1.1", ascii("HTTP/1.1 400 Bad Request\r\n\r\n")),
        Named.of("another protocol", ascii("SSH-2.0-OpenSSH_9.2p1\r\n")),
        Named.of("no settings", headers(0, ":status", "200")),
        Named.of("a frame beyond all bounds", concat(settings(), new byte[] {-1, -1, -1, 0, 0})),
        Named.of("a page", page("200", "text/html")),
        Named.of("a page of a proxy", page("503", "text/html")),
        Named.of("a denial of a proxy", page("502", "text/html")),
        Named.of("data first", concat(settings(), message(0, 0), end("grpc-status", "0"))),
        Named.of("another stream", concat(settings(), frame(DATA, 0, 7, (byte) 1))),
        Named.of("a reset", concat(settings(), frame(RST_STREAM, 0, STREAM, 2))),
        Named.of("a refusal", concat(settings(), frame(RST_STREAM, 0, STREAM, 7))),
        Named.of("a short reset", concat(settings(), frame(RST_STREAM, 0, STREAM, (byte) 1))),
        Named.of("no message", concat(begin(), end("grpc-status", "0"))),
        Named.of("two messages", concat(begin(), two(), end("grpc-status", "0"))),
        Named.of("half a message", concat(begin(), message(0, 9), end("grpc-status", "0"))),
        Named.of("a message of negative length", concat(begin(), message(0, -1))),
        Named.of("a message of an unknown kind", concat(begin(), message(7, 0))),
        Named.of("one that is not compressed", concat(begin(), message(1, 3, ascii("abc")))),
        Named.of(
            "one that cannot be expanded",
            concat(begin("grpc-encoding", "gzip"), message(1, 3, ascii("abc")))),
        Named.of("an unknown encoding", concat(begin("grpc-encoding", "brotli"), message(1, 0))),
        Named.of("bytes that are no message", concat(begin(), message(0, 3, ascii("\7\7\7")))),
        Named.of("no status", concat(begin(), two(), end("x", "y"))),
        Named.of("a status that is no number", concat(begin(), end("grpc-status", "fine"))),
        Named.of("a status beyond all", concat(begin(), end("grpc-status", "99"))),
        Named.of("an end in data", concat(begin(), frame(DATA, END_STREAM, STREAM))),
        Named.of("details that are none", concat(begin(), end(details("%%%")))),
        Named.of("details of rubbish", concat(begin(), end(details("/////w==")))),
        Named.of("a push", concat(begin(), frame(PUSH_PROMISE, 4, STREAM, 2))),
        Named.of("a stray continuation", concat(begin(), frame(CONTINUATION, 4, STREAM))),
        Named.of(
            "headers that break off", concat(settings(), frame(HEADERS, 0, STREAM), settings())),
        Named.of(
            "headers that are none", concat(settings(), frame(HEADERS, 4, STREAM, ascii("\377")))),
        Named.of("a window too wide", concat(settings(), frame(WINDOW_UPDATE, 0, 0, -1 >>> 1))),
        Named.of("a window that does not grow", concat(begin(), frame(WINDOW_UPDATE, 0, 0, 0))),
        Named.of("a ping of three bytes", concat(begin(), frame(PING, 0, 0, ascii("abc")))),
        Named.of("a farewell", concat(settings(), frame(GOAWAY, 0, 0, new byte[8]))));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void ask_thatIsAnsweredSo_isAFailureAndNoHang(byte[] answer) throws IOException {
    assertThat(ask(answer, Duration.ofSeconds(2)).isLeft()).isTrue();
  }

  static Stream<Named<byte[]>> floods() {
    return Stream.of(
        Named.of("a huge message", concat(begin(), message(0, Integer.MAX_VALUE))),
        Named.of("headers without end", concat(settings(), continuations())),
        Named.of("a header of a megabyte", concat(settings(), longHeader())),
        Named.of("a bomb", concat(begin("grpc-encoding", "gzip"), bomb())),
        Named.of("more than the window", concat(begin(), inFrames(16_000, new byte[1 << 23]))));
  }

  @ParameterizedTest
  @MethodSource("floods")
  void ask_thatIsAnsweredByAFlood_endsBeforeTheFlood(byte[] answer) throws IOException {
    assertThat(ask(answer, PATIENCE).getLeft())
        .isNotInstanceOf(QueryFailure.DeadlineExceeded.class);
  }

  @Test
  void ask_aServerThatSaysNothing_endsAtTheDeadline() throws IOException {
    assertThat(ask(new byte[0], Duration.ofMillis(300)).getLeft())
        .isInstanceOf(QueryFailure.DeadlineExceeded.class);
  }

  @Test
  void ask_aServerThatOnlyPings_endsAtTheDeadline() throws IOException {
    byte[] pings = concat(settings(), times(1_000, frame(PING, 0, 0, new byte[8])));

    assertThat(ask(pings, Duration.ofMillis(300)).isLeft()).isTrue();
  }

  @Test
  void ask_aServerThatStopsInMidstream_endsAtTheDeadline() throws IOException {
    assertThat(ask(concat(begin(), message(0, 9)), Duration.ofMillis(300)).getLeft())
        .isInstanceOf(QueryFailure.DeadlineExceeded.class);
  }

  @Test
  void ask_aServerWithManyWaysToSayIt_hasAnAnswer() throws IOException {
    byte[] reply = sampleReply();
    byte[] answer =
        concat(
            frame(SETTINGS, 0, 0, new byte[] {0, 4, 0, 1, 0, 0, 0, 99, 0, 0, 0, 1}),
            frame(PING, 0, 0, new byte[8]),
            frame(200, 0, 0, ascii("a frame of the future")),
            headers(0, ":status", "103"),
            headers(0, ":status", "200", "content-type", "application/grpc+proto"),
            frame(GOAWAY, 0, 0, ByteBuffer.allocate(8).putInt(STREAM).array()),
            message(0, reply.length),
            inFrames(1, reply),
            end("grpc-status", "0"));

    assertThat(ask(answer, PATIENCE)).isEqualTo(Either.right(SampleAnswers.to(QUESTION)));
  }

  @Test
  void ask_aServerThatCompresses_hasAnAnswer() throws IOException {
    byte[] reply = zipped(sampleReply());
    byte[] answer =
        concat(
            begin("grpc-encoding", "gzip"),
            message(1, reply.length, reply),
            end("grpc-status", "0"));

    assertThat(ask(answer, PATIENCE)).isEqualTo(Either.right(SampleAnswers.to(QUESTION)));
  }

  private Either<QueryFailure, ErrorRate> ask(byte[] answer, Duration timeout) throws IOException {
    try (RawServer server = RawServer.answering(answer);
        var client =
            new LightColonyClients().connect(ColonyEndpoint.plain(server.address())).get()) {
      return client.queries().within(CallBounds.timeout(timeout)).getErrorRate(QUESTION);
    }
  }

  private static byte[] sampleReply() {
    return ErrorRateMapping.toWire((ErrorRate) SampleAnswers.to(QUESTION)).toByteArray();
  }

  private static byte[] zipped(byte[] bytes) {
    var zipped = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(zipped)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }

  private static byte[] inFrames(int size, byte[] bytes) {
    var frames = new ByteArrayOutputStream();
    for (int at = 0; at < bytes.length; at += size) {
      frames.writeBytes(
          frame(DATA, 0, STREAM, Arrays.copyOfRange(bytes, at, Math.min(at + size, bytes.length))));
    }
    return frames.toByteArray();
  }

  private static byte[] page(String status, String type) {
    return concat(
        settings(),
        headers(0, ":status", status, "content-type", type),
        frame(DATA, END_STREAM, STREAM, ascii("<html>")));
  }

  private static byte[] two() {
    return times(2, message(0, 0));
  }

  private static String[] details(String value) {
    return new String[] {"grpc-status", "5", "grpc-status-details-bin", value};
  }

  private static byte[] continuations() {
    byte[] part = RawServer.block("name", "v".repeat(1_000));
    return concat(
        frame(HEADERS, 0, STREAM, part), times(1_000, frame(CONTINUATION, 0, STREAM, part)));
  }

  private static byte[] longHeader() {
    byte[] block = RawServer.block(":status", "200", "name", "v".repeat(1 << 20));
    var frames = new ByteArrayOutputStream();
    for (int at = 0; at < block.length; at += 16_000) {
      byte[] part = Arrays.copyOfRange(block, at, Math.min(at + 16_000, block.length));
      frames.writeBytes(frame(at == 0 ? HEADERS : CONTINUATION, 0, STREAM, part));
    }
    return frames.toByteArray();
  }

  /** A hundred megabytes of nothing. */
  private static byte[] bomb() {
    byte[] zipped = zipped(new byte[100 << 20]);
    byte[] prefix = message(1, zipped.length);
    return concat(prefix, inFrames(16_000, zipped));
  }
}

package io.coral.grpc.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.grpc.bounds.Http2Breaches.Breach;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What both ports over gRPC must outlive: connections that obey HTTP/2 more or less, and mean no
 * good. After each of them somebody else is still served.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // for the sources that ask which method it is
public abstract class Http2Floods {
  /** Where the server listens, which has a connection limit of {@link #CONNECTIONS}. */
  protected abstract InetSocketAddress address();

  /** The full name of a method that takes an empty message. */
  protected abstract String method();

  /** Calls it as a client in order does, and fails unless that is answered. */
  protected abstract void assertServed();

  protected static final int CONNECTIONS = 4;

  @AfterEach
  void othersAreStillServed() {
    assertServed();
  }

  private Http2 begun(int... settings) throws IOException {
    return Http2.begun(address(), settings);
  }

  /** Writes until the other side has had enough. */
  private static void flood(Http2 connection, byte[] piece, int times) {
    try {
      for (int i = 0; i < times; i++) {
        connection.raw(piece);
      }
    } catch (IOException e) {
      // it has
    }
  }

  @Test
  void rapidReset_endsTheConnection() throws IOException {
    try (Http2 connection = begun()) {
      byte[] headers = Http2.callHeaders(method());
      var all = new ByteArrayOutputStream();
      for (int i = 0; i < 1_500; i++) {
        all.writeBytes(Http2.frame(Http2.HEADERS, Http2.END_HEADERS, 2 * i + 1, headers));
        all.writeBytes(Http2.frame(Http2.RST_STREAM, 0, 2 * i + 1, new byte[] {0, 0, 0, 8}));
      }
      flood(connection, all.toByteArray(), 1);

      assertThat(connection.await(Http2.GOAWAY).map(Http2.Frame::error).orElse(-1))
          .isIn(Http2.ENHANCE_YOUR_CALM, -1);
    }
  }

  /** The server resets the streams itself here, which must count as much as if the client did. */
  @Test
  void streamsThatMakeTheServerResetThem_endTheConnection() throws IOException {
    try (Http2 connection = begun()) {
      byte[] headers = Http2.callHeaders(method());
      var all = new ByteArrayOutputStream();
      for (int i = 0; i < 3_000; i++) {
        all.writeBytes(Http2.frame(Http2.HEADERS, Http2.END_HEADERS, 2 * i + 1, headers));
        all.writeBytes(Http2.frame(Http2.WINDOW_UPDATE, 0, 2 * i + 1, new byte[4]));
      }
      flood(connection, all.toByteArray(), 1);

      assertThat(connection.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void priorities_harmNobody() throws IOException {
    try (Http2 connection = begun()) {
      for (int i = 0; i < 20_000; i++) {
        byte[] after = ByteBuffer.allocate(5).putInt(2 * i + 1).put((byte) 1).array();
        flood(connection, Http2.frame(Http2.PRIORITY, 0, 2 * i + 3, after), 1);
      }

      assertServed();
    }
  }

  @Test
  void windowsThatGrowByOne_harmNobody() throws IOException {
    try (Http2 connection = begun()) {
      flood(connection, Http2.frame(Http2.WINDOW_UPDATE, 0, 0, new byte[] {0, 0, 0, 1}), 20_000);

      assertServed();
    }
  }

  @Test
  void answersToSettingsThatNobodySent_harmNobody() throws IOException {
    try (Http2 connection = begun()) {
      flood(connection, Http2.frame(Http2.SETTINGS, 1, 0, new byte[0]), 2_000);

      assertServed();
    }
  }

  @Test
  void callsOfWhatIsNotThere_harmNobody() throws IOException {
    try (Http2 connection = begun()) {
      byte[] headers = Http2.callHeaders("made.up.Service/Method");
      for (int i = 0; i < 2_000; i++) {
        byte[] call =
            Http2.frame(Http2.HEADERS, Http2.END_HEADERS | Http2.END_STREAM, 2 * i + 1, headers);
        flood(connection, call, 1);
      }

      assertServed();
    }
  }

  @Test
  void goodbyes_harmNobody() throws IOException {
    try (Http2 connection = begun()) {
      flood(connection, Http2.frame(Http2.GOAWAY, 0, 0, new byte[8]), 2_000);

      assertServed();
    }
  }

  @Test
  void connectionThatBeginsWithoutSettings_isEnded() throws IOException {
    try (Http2 connection = Http2.greeted(address())) {
      connection.send(Http2.PING, 0, 0, new byte[8]);

      assertThat(connection.isClosedByPeer()).isTrue();
    }
  }

  Stream<Breach> ofTheConnection() {
    return new Http2Breaches(method()).ofTheConnection();
  }

  @ParameterizedTest
  @MethodSource("ofTheConnection")
  void breachOfTheConnection_endsIt(Breach breach) throws IOException {
    try (Http2 connection = begun()) {
      sendAll(connection, breach);

      assertThat(connection.isClosedByPeer()).isTrue();
    }
  }

  Stream<Breach> ofTheCall() {
    return new Http2Breaches(method()).ofTheCall();
  }

  @ParameterizedTest
  @MethodSource("ofTheCall")
  void breachOfTheCall_isRefused(Breach breach) throws IOException {
    try (Http2 connection = begun()) {
      sendAll(connection, breach);

      assertRefused(connection);
    }
  }

  private static void sendAll(Http2 connection, Breach breach) {
    for (byte[] frame : breach.frames()) {
      flood(connection, frame, 1);
    }
  }

  @Test
  void pings_endTheConnection() throws IOException {
    try (Http2 connection = begun()) {
      flood(connection, Http2.frame(Http2.PING, 0, 0, new byte[8]), 2_000);

      assertThat(connection.await(Http2.GOAWAY).map(Http2.Frame::error).orElse(-1))
          .isIn(Http2.ENHANCE_YOUR_CALM, -1);
    }
  }

  @Test
  void settings_whoseAnswersNobodyReads_endTheConnectionOrWait() throws IOException {
    try (Http2 connection = begun()) {
      byte[] settings =
          ByteBuffer.allocate(6).putShort((short) 3).putInt(100).array(); // concurrent streams
      flood(connection, Http2.frame(Http2.SETTINGS, 0, 0, settings), 20_000);

      assertServed();
    }
  }

  @Test
  void continuations_withoutEnd_endTheConnection() throws IOException {
    try (Http2 connection = begun()) {
      connection.send(Http2.HEADERS, 0, 1, Http2.callHeaders(method()));
      var one = new ByteArrayOutputStream();
      one.write(0);
      Http2.text(one, "x-more");
      Http2.text(one, "y".repeat(1_000));
      flood(connection, Http2.frame(Http2.CONTINUATION, 0, 1, one.toByteArray()), 10_000);

      assertThat(connection.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void continuations_empty_endTheConnection() throws IOException {
    try (Http2 connection = begun()) {
      connection.send(Http2.HEADERS, 0, 1, Http2.callHeaders(method()));
      flood(connection, Http2.frame(Http2.CONTINUATION, 0, 1, new byte[0]), 100_000);

      assertThat(connection.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void headersThatGrowWhenTheyAreUnpacked_areRefused() throws IOException {
    try (Http2 connection = begun()) {
      var bomb = new ByteArrayOutputStream();
      bomb.writeBytes(Http2.callHeaders(method()));
      bomb.write(0x40); // remember this one
      Http2.text(bomb, "x-bomb");
      Http2.text(bomb, "b".repeat(3_000));
      for (int i = 0; i < 10_000; i++) {
        bomb.write(0x80 | 62); // and again
      }
      connection.send(Http2.HEADERS, Http2.END_HEADERS | Http2.END_STREAM, 1, bomb.toByteArray());

      assertRefused(connection);
    }
  }

  /** With a status that is no success, or with the stream or the connection ended. */
  private static void assertRefused(Http2 connection) throws IOException {
    Optional<Http2.Frame> frame = connection.next();
    while (frame.isPresent() && !isEnd(frame.get())) {
      assertThat(frame.get().isBeginningOfAnswer()).as("an answer begins").isFalse();
      frame = connection.next();
    }
  }

  private static boolean isEnd(Http2.Frame frame) {
    return switch (frame.type()) {
      case Http2.RST_STREAM, Http2.GOAWAY -> true;
      case Http2.HEADERS, Http2.DATA -> (frame.flags() & Http2.END_STREAM) != 0;
      default -> false;
    };
  }

  @Test
  void emptyData_endsTheConnectionOrTheCall() throws IOException {
    try (Http2 connection = begun()) {
      connection.send(Http2.HEADERS, Http2.END_HEADERS, 1, Http2.callHeaders(method()));
      flood(connection, Http2.frame(Http2.DATA, 0, 1, new byte[0]), 20_000);

      assertServed();
    }
  }

  @Test
  void frameThatIsTooLarge_endsTheConnection() throws IOException {
    try (Http2 connection = begun()) {
      connection.send(Http2.HEADERS, Http2.END_HEADERS, 1, Http2.callHeaders(method()));
      flood(connection, Http2.frame(Http2.DATA, 0, 1, new byte[1 << 20]), 1);

      assertThat(connection.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void windowThatOverflows_endsTheConnection() throws IOException {
    try (Http2 connection = begun()) {
      byte[] most = ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).array();
      flood(connection, Http2.frame(Http2.WINDOW_UPDATE, 0, 0, most), 2);

      assertThat(connection.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void streamOfAnEvenNumber_endsTheConnection() throws IOException {
    try (Http2 connection = begun()) {
      connection.send(
          Http2.HEADERS, Http2.END_HEADERS | Http2.END_STREAM, 2, Http2.callHeaders(method()));

      assertThat(connection.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void frameThatNobodyKnows_isPassedOver() throws IOException {
    try (Http2 connection = begun()) {
      connection.send(0x7b, 0xff, 0, new byte[100]);
      connection.send(Http2.HEADERS, Http2.END_HEADERS, 1, Http2.callHeaders(method()));
      connection.send(Http2.DATA, Http2.END_STREAM, 1, Http2.emptyMessage());

      assertThat(connection.await(Http2.DATA)).isPresent();
    }
  }

  @Test
  void moreStreamsThanAllowed_areRefused() throws IOException {
    try (Http2 connection = begun()) {
      byte[] headers = Http2.callHeaders(method());
      for (int i = 0; i < 300; i++) {
        connection.send(Http2.HEADERS, Http2.END_HEADERS, 2 * i + 1, headers);
      }

      assertThat(connection.await(Http2.RST_STREAM).map(Http2.Frame::error))
          .as("REFUSED_STREAM")
          .contains(7);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nnonsense nonsense nonsense"
      })
  void bytesThatAreNoHttp2_endTheConnection(String bytes) throws IOException {
    try (Http2 connection = Http2.silent(address())) {
      flood(connection, bytes.getBytes(StandardCharsets.ISO_8859_1), 1);

      assertThat(connection.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void moreConnectionsThanAllowed_areClosed_andThereIsRoomAgain() throws IOException {
    try (Http2 first = letIn();
        Http2 second = letIn();
        Http2 third = letIn();
        Http2 fourth = letIn()) {
      try (Http2 fifth = Http2.silent(address())) {
        assertThat(fifth.isClosedByPeer()).isTrue();
      }
      for (Http2 inside : List.of(first, second, third, fourth)) {
        inside.send(Http2.PING, 0, 0, new byte[8]);
        assertThat(inside.await(Http2.PING)).as("answers those within").isPresent();
      }
    }
  }

  /** Connections of an earlier test may be counted for a moment still. */
  private Http2 letIn() throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < end) {
      Http2 each = begun();
      if (each.await(Http2.SETTINGS).isPresent()) {
        return each;
      }
      each.close();
    }
    throw new AssertionError("there is no room for a connection");
  }
}

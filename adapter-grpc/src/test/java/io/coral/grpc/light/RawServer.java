package io.coral.grpc.light;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http2.hpack.HPackEncoder;
import org.apache.hc.core5.util.ByteArrayBuffer;

/**
 * A server that answers every connection with the same bytes, whatever it is asked, and then reads
 * until the client hangs up. Only the number that the client gave its stream is put in.
 */
final class RawServer implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PUSH_PROMISE = 5;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;

  /** Stands for the client's stream. */
  static final int STREAM = 0x5A5A5A5A;

  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  private static final int PREFACE_BYTES = 24;

  private final ServerSocket socket;

  private RawServer(ServerSocket socket) {
    this.socket = socket;
  }

  static RawServer answering(byte[] answer) throws IOException {
    var server = new RawServer(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
    Thread.ofPlatform().daemon().start(() -> server.serve(answer));
    return server;
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  private void serve(byte[] answer) {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        byte[] own = answer.clone();
        putIn(own, streamOf(new DataInputStream(connection.getInputStream())));
        connection.getOutputStream().write(own);
        connection.getInputStream().readAllBytes();
      } catch (IOException e) {
        System.getLogger(RawServer.class.getName())
            .log(System.Logger.Level.DEBUG, "the client had enough, or the test has ended", e);
      }
    }
  }

  /** Reads up to the headers of the first request. */
  private static int streamOf(DataInputStream in) throws IOException {
    in.skipNBytes(PREFACE_BYTES);
    while (true) {
      int lengthAndType = in.readInt();
      in.readByte();
      int stream = in.readInt();
      in.skipNBytes(lengthAndType >>> 8);
      if ((lengthAndType & 0xff) == HEADERS) {
        return stream;
      }
    }
  }

  private static void putIn(byte[] answer, int stream) {
    var bytes = ByteBuffer.wrap(answer);
    for (int at = 0; at + 4 <= answer.length; at++) {
      if (bytes.getInt(at) == STREAM) {
        bytes.putInt(at, stream);
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** What a server says first. */
  static byte[] settings() {
    return frame(SETTINGS, 0, 0);
  }

  static byte[] frame(int type, int flags, int stream, byte... content) {
    return ByteBuffer.allocate(9 + content.length)
        .put((byte) (content.length >> 16))
        .putShort((short) content.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(content)
        .array();
  }

  static byte[] frame(int type, int flags, int stream, int word) {
    return frame(type, flags, stream, ByteBuffer.allocate(4).putInt(word).array());
  }

  static byte[] headers(int flags, String... namesAndValues) {
    return frame(HEADERS, flags | END_HEADERS, STREAM, block(namesAndValues));
  }

  /** The headers that a response begins with. */
  static byte[] begin(String... more) {
    return concat(
        settings(), headers(0, all(more, ":status", "200", "content-type", "application/grpc")));
  }

  static byte[] end(String... namesAndValues) {
    return headers(END_STREAM, namesAndValues);
  }

  /** A message in a frame of its own. */
  static byte[] message(int flag, int length, byte... content) {
    return frame(
        DATA,
        0,
        STREAM,
        ByteBuffer.allocate(5 + content.length)
            .put((byte) flag)
            .putInt(length)
            .put(content)
            .array());
  }

  static byte[] block(String... namesAndValues) {
    var encoder = new HPackEncoder(0, StandardCharsets.US_ASCII);
    var block = new ByteArrayBuffer(128);
    try {
      for (int i = 0; i < namesAndValues.length; i += 2) {
        encoder.encodeHeader(block, namesAndValues[i], namesAndValues[i + 1], false);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return block.toByteArray();
  }

  private static String[] all(String[] more, String... first) {
    var all = new String[first.length + more.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }

  static byte[] concat(byte[]... parts) {
    var whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  static byte[] times(int count, byte[] part) {
    var whole = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}

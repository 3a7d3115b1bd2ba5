package io.coral.grpc.bounds;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** HTTP/2 by hand, for what no client sends. Reads and writes whole frames. */
public final class Http2 implements AutoCloseable {
  public static final int DATA = 0;
  public static final int HEADERS = 1;
  public static final int PRIORITY = 2;
  public static final int RST_STREAM = 3;
  public static final int SETTINGS = 4;
  public static final int PUSH_PROMISE = 5;
  public static final int PING = 6;
  public static final int GOAWAY = 7;
  public static final int WINDOW_UPDATE = 8;
  public static final int CONTINUATION = 9;

  public static final int END_STREAM = 0x1;
  public static final int END_HEADERS = 0x4;
  public static final int PADDED = 0x8;

  public static final int ENHANCE_YOUR_CALM = 11;

  /** As HPACK writes it. */
  private static final byte STATUS_200 = (byte) 0x88;

  private static final int PATIENCE_MILLIS = 60_000;
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Socket socket;

  /** What the other side sent. */
  public record Frame(int type, int flags, int stream, ByteBuffer payload) {
    /** The error of a GOAWAY or RST_STREAM. */
    public int error() {
      return payload.getInt(type == GOAWAY ? 4 : 0);
    }

    /** Whether these are headers that begin an answer: with the status 200, and more to come. */
    public boolean isBeginningOfAnswer() {
      return type == HEADERS && (flags & END_STREAM) == 0 && payload.get(0) == STATUS_200;
    }
  }

  private Http2(Socket socket) {
    this.socket = socket;
  }

  /** A connection with nothing sent on it. */
  public static Http2 silent(InetSocketAddress address) throws IOException {
    var socket = new Socket(address.getAddress(), address.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    return new Http2(socket);
  }

  /** A connection on which only the words are sent that all connections begin with. */
  public static Http2 greeted(InetSocketAddress address) throws IOException {
    Http2 connection = silent(address);
    connection.raw(PREFACE);
    return connection;
  }

  /** A connection that has begun, with settings of its own: numbers and values in turn. */
  public static Http2 begun(InetSocketAddress address, int... settings) throws IOException {
    Http2 connection = greeted(address);
    var payload = ByteBuffer.allocate(settings.length / 2 * 6);
    for (int i = 0; i < settings.length; i += 2) {
      payload.putShort((short) settings[i]).putInt(settings[i + 1]);
    }
    connection.send(SETTINGS, 0, 0, payload.array());
    return connection;
  }

  public void raw(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  public void send(int type, int flags, int stream, byte[] payload) throws IOException {
    raw(frame(type, flags, stream, payload));
  }

  public static byte[] frame(int type, int flags, int stream, byte[] payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .put((byte) (payload.length >> 16))
        .putShort((short) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  /** Headers of a call of gRPC, with more after them: names and values in turn. */
  public static byte[] callHeaders(String method, String... more) {
    var block = new ByteArrayOutputStream();
    block.writeBytes(
        headers(
            ":method",
            "POST",
            ":scheme",
            "http",
            ":path",
            "/" + method,
            ":authority",
            "localhost",
            "content-type",
            "application/grpc",
            "te",
            "trailers"));
    block.writeBytes(headers(more));
    return block.toByteArray();
  }

  /** Any headers: names and values in turn. */
  public static byte[] headers(String... namesAndValues) {
    var block = new ByteArrayOutputStream();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      header(block, namesAndValues[i], namesAndValues[i + 1]);
    }
    return block.toByteArray();
  }

  /** As HPACK writes it without any of its tricks. */
  private static void header(ByteArrayOutputStream block, String name, String value) {
    block.write(0);
    text(block, name);
    text(block, value);
  }

  static void text(ByteArrayOutputStream block, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    number(block, 127, bytes.length);
    block.writeBytes(bytes);
  }

  private static void number(ByteArrayOutputStream block, int most, int value) {
    if (value < most) {
      block.write(value);
      return;
    }
    block.write(most);
    int rest = value - most;
    while (rest >= 128) {
      block.write(rest % 128 + 128);
      rest /= 128;
    }
    block.write(rest);
  }

  /** A message of gRPC that is empty. */
  public static byte[] emptyMessage() {
    return new byte[5];
  }

  /** The beginning of a message, whose length is told, and of which nothing follows. */
  public static byte[] beginning(int length) {
    return ByteBuffer.allocate(5).put((byte) 0).putInt(length).array();
  }

  /** The next frame; empty once the other side has closed. */
  public Optional<Frame> next() throws IOException {
    try {
      var in = new DataInputStream(socket.getInputStream());
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      return Optional.of(new Frame(type, flags, stream, ByteBuffer.wrap(in.readNBytes(length))));
    } catch (EOFException | SocketException e) {
      return Optional.empty();
    }
  }

  /** Passes over frames until one of a type; empty once the other side has closed. */
  public Optional<Frame> await(int type) throws IOException {
    Optional<Frame> frame = next();
    while (frame.isPresent() && frame.get().type() != type) {
      frame = next();
    }
    return frame;
  }

  /** Passes over what comes until the other side has closed. */
  public boolean isClosedByPeer() throws IOException {
    while (next().isPresent()) {}
    return true;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

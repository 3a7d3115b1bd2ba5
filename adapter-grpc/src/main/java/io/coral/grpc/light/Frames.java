package io.coral.grpc.light;

import io.grpc.Status;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.config.H2Setting;
import org.apache.hc.core5.http2.frame.DefaultFrameFactory;
import org.apache.hc.core5.http2.frame.FrameFactory;
import org.apache.hc.core5.http2.frame.FrameFlag;
import org.apache.hc.core5.http2.frame.FrameType;
import org.apache.hc.core5.http2.frame.RawFrame;
import org.apache.hc.core5.http2.hpack.HPackDecoder;
import org.apache.hc.core5.http2.hpack.HPackEncoder;
import org.apache.hc.core5.http2.hpack.HPackException;
import org.apache.hc.core5.http2.impl.io.FrameInputBuffer;
import org.apache.hc.core5.http2.impl.io.FrameOutputBuffer;
import org.apache.hc.core5.util.ByteArrayBuffer;

/** The frames of one connection, as blocking reads and writes that end at a call's deadline. */
final class Frames {
  /** The least that every peer has to take, and the most that we say we take. */
  static final int MAX_FRAME_BYTES = 16 * 1024;

  /** Of a header block, before and after its compression. */
  static final int MAX_HEADER_BYTES = 32 * 1024;

  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER_TABLE_BYTES = 4096;
  private static final int SOCKET_BUFFER_BYTES = 8 * 1024;
  private static final FrameFactory MAKE = DefaultFrameFactory.INSTANCE;

  private final Socket socket;
  private final Expiry expiry;
  private final InputStream in;
  private final OutputStream out;
  private final FrameInputBuffer input = new FrameInputBuffer(MAX_FRAME_BYTES);
  private final FrameOutputBuffer output = new FrameOutputBuffer(MAX_FRAME_BYTES);
  private final HPackEncoder encoder = new HPackEncoder(0, StandardCharsets.US_ASCII);
  private final HPackDecoder decoder =
      new HPackDecoder(HEADER_TABLE_BYTES, StandardCharsets.US_ASCII);

  Frames(Socket socket, Expiry expiry) throws IOException {
    this.socket = socket;
    this.expiry = expiry;
    this.in = socket.getInputStream();
    this.out = new BufferedOutputStream(socket.getOutputStream(), SOCKET_BUFFER_BYTES);
    decoder.setMaxListSize(MAX_HEADER_BYTES);
  }

  /** Begins a connection; what is written waits for {@link #flush}. */
  void open(H2Setting... settings) throws IOException {
    out.write(PREFACE);
    output.write(MAKE.createSettings(settings), out);
  }

  void acknowledgeSettings() throws IOException {
    output.write(MAKE.createSettingsAck(), out);
    flush();
  }

  void answerPing(ByteBuffer content) throws IOException {
    output.write(MAKE.createPingAck(content), out);
    flush();
  }

  void widen(int stream, int bytes) throws IOException {
    output.write(MAKE.createWindowUpdate(stream, bytes), out);
  }

  /**
   * @throws CallEndedException if they are more than fits
   */
  void headers(int stream, List<Header> headers) throws IOException {
    var block = new ByteArrayBuffer(512);
    encoder.encodeHeaders(block, headers, false);
    if (block.length() > MAX_FRAME_BYTES) {
      throw new CallEndedException(
          Status.RESOURCE_EXHAUSTED.withDescription("the request's metadata is too large"));
    }
    var bytes = ByteBuffer.wrap(block.array(), 0, block.length());
    output.write(MAKE.createHeaders(stream, bytes, true, false), out);
  }

  void data(int stream, ByteBuffer bytes, boolean last) throws IOException {
    output.write(MAKE.createData(stream, bytes, last), out);
  }

  void flush() throws IOException {
    out.flush();
  }

  /**
   * Waits for the next frame, whose content lasts until the one after it.
   *
   * @throws EOFException if the connection has ended
   * @throws CallEndedException if it is no frame, or too large a one
   */
  RawFrame next() throws IOException {
    socket.setSoTimeout(expiry.millis());
    try {
      RawFrame frame = input.read(in);
      if (frame == null) {
        throw new EOFException("the connection has ended");
      }
      return frame;
    } catch (H2ConnectionException e) {
      throw new CallEndedException(Faults.protocol(e.getMessage()));
    }
  }

  /** The headers that a frame begins; the frames that go on with them are read, too. */
  List<Header> headersFrom(RawFrame first) throws IOException {
    ByteBuffer content = first.getPayloadContent();
    if (content == null) {
      throw new CallEndedException(Faults.protocol("a frame is shorter than it has to be"));
    }
    if (first.isFlagSet(FrameFlag.PRIORITY)) {
      if (content.remaining() < 5) {
        throw new CallEndedException(Faults.protocol("a frame is shorter than it has to be"));
      }
      content.position(content.position() + 5); // on which stream it depends, and how much
    }
    var block = new ByteArrayBuffer(content.remaining());
    append(block, content);
    boolean complete = first.isFlagSet(FrameFlag.END_HEADERS);
    while (!complete) {
      RawFrame frame = next();
      if (!frame.isType(FrameType.CONTINUATION) || frame.getStreamId() != first.getStreamId()) {
        throw new CallEndedException(Faults.protocol("a header block breaks off"));
      }
      append(block, frame.getPayload());
      complete = frame.isFlagSet(FrameFlag.END_HEADERS);
    }
    try {
      return decoder.decodeHeaders(ByteBuffer.wrap(block.array(), 0, block.length()));
    } catch (HPackException e) {
      throw new CallEndedException(Faults.protocol("headers that cannot be read"));
    }
  }

  private static void append(ByteArrayBuffer block, ByteBuffer part) throws CallEndedException {
    if (part == null) {
      return;
    }
    if (block.length() + part.remaining() > MAX_HEADER_BYTES) {
      throw new CallEndedException(
          Status.RESOURCE_EXHAUSTED.withDescription("the response's metadata is too large"));
    }
    block.append(part);
  }
}

package io.coral.grpc.light;

import io.grpc.Metadata;
import io.grpc.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http2.config.H2Param;
import org.apache.hc.core5.http2.config.H2Setting;
import org.apache.hc.core5.http2.frame.FrameFlag;
import org.apache.hc.core5.http2.frame.FrameType;
import org.apache.hc.core5.http2.frame.RawFrame;
import org.jspecify.annotations.Nullable;

/** One request and its response, on a new connection that has no other stream. */
final class Exchange {
  private static final int CONNECTION = 0;
  private static final int STREAM = 1;

  /** What a server may send ahead of what we have read; that of a new connection is given. */
  private static final int WINDOW_BYTES = 1 << 20;

  private static final int GIVEN_WINDOW_BYTES = 65_535;

  private final Frames frames;
  private final MessageReader messages;
  private final Consumer<Metadata> responseHeaders;

  /** What we may send: to the stream, and over the connection. */
  private long streamWindow = GIVEN_WINDOW_BYTES;

  private long connectionWindow = GIVEN_WINDOW_BYTES;
  private int peersFirstWindow = GIVEN_WINDOW_BYTES;

  /** What the server may still send; of stream and connection alike, for there is one stream. */
  private int receivingWindow = WINDOW_BYTES;

  private boolean begun;
  private @Nullable Metadata trailers;

  Exchange(Frames frames, MessageReader messages, Consumer<Metadata> responseHeaders) {
    this.frames = frames;
    this.messages = messages;
    this.responseHeaders = responseHeaders;
  }

  /** Sends the request; reads on the way what has to be known for that. */
  void send(List<Header> headers, byte[] message) throws IOException {
    frames.open(
        new H2Setting(H2Param.ENABLE_PUSH, 0),
        new H2Setting(H2Param.INITIAL_WINDOW_SIZE, WINDOW_BYTES),
        new H2Setting(H2Param.MAX_HEADER_LIST_SIZE, Frames.MAX_HEADER_BYTES));
    frames.widen(CONNECTION, WINDOW_BYTES - GIVEN_WINDOW_BYTES);
    frames.headers(STREAM, headers);
    ByteBuffer data = ByteBuffer.allocate(5 + message.length);
    data.put((byte) 0).putInt(message.length).put(message).flip();
    while (data.hasRemaining() && trailers == null) {
      long window = Math.min(streamWindow, connectionWindow);
      if (window <= 0) {
        frames.flush();
        take(frames.next());
        continue;
      }
      int length = (int) Math.min(Math.min(window, Frames.MAX_FRAME_BYTES), data.remaining());
      ByteBuffer part = data.slice(data.position(), length);
      data.position(data.position() + length);
      frames.data(STREAM, part, !data.hasRemaining());
      streamWindow -= length;
      connectionWindow -= length;
    }
    frames.flush();
  }

  /** Reads the response to its end, and returns its trailers. */
  Metadata receive() throws IOException {
    while (true) {
      Metadata end = trailers;
      if (end != null) {
        return end;
      }
      take(frames.next());
    }
  }

  private void take(RawFrame frame) throws IOException {
    FrameType type = FrameType.valueOf(frame.getType());
    if (type == null) {
      return; // unknown ones are to be ignored
    }
    // Without "case null", for which Java makes a class at run time: that is felt at a start.
    switch (type) {
      case DATA -> data(ours(frame));
      case HEADERS -> headers(ours(frame));
      case RST_STREAM -> throw new CallEndedException(Faults.reset(word(ours(frame))));
      case SETTINGS -> settings(frame);
      case PING -> ping(frame);
      case GOAWAY -> goAway(frame);
      case WINDOW_UPDATE -> widened(frame);
      case PUSH_PROMISE, CONTINUATION ->
          throw new CallEndedException(Faults.protocol("a frame that nobody waits for"));
      case PRIORITY, PRIORITY_UPDATE -> {}
    }
  }

  private static RawFrame ours(RawFrame frame) throws CallEndedException {
    if (frame.getStreamId() != STREAM) {
      throw new CallEndedException(Faults.protocol("a stream that nobody has opened"));
    }
    return frame;
  }

  private static int word(RawFrame frame) throws CallEndedException {
    ByteBuffer content = frame.getPayload();
    if (content == null || content.remaining() < 4) {
      throw new CallEndedException(Faults.protocol("a frame is shorter than it has to be"));
    }
    return content.getInt(content.position());
  }

  private void data(RawFrame frame) throws IOException {
    if (!begun) {
      throw new CallEndedException(Faults.protocol("data before the headers"));
    }
    int length = frame.getLength();
    receivingWindow -= length;
    if (receivingWindow < 0) {
      throw new CallEndedException(Faults.protocol("more data than there is room for"));
    }
    ByteBuffer content = frame.getPayloadContent();
    if (content != null) {
      messages.add(content); // waits until the messages are wanted
    }
    if (frame.isFlagSet(FrameFlag.END_STREAM)) {
      throw new CallEndedException(
          Status.INTERNAL.withDescription("the response ends without a status"));
    }
    if (receivingWindow < WINDOW_BYTES / 2) {
      frames.widen(CONNECTION, WINDOW_BYTES - receivingWindow);
      frames.widen(STREAM, WINDOW_BYTES - receivingWindow);
      frames.flush();
      receivingWindow = WINDOW_BYTES;
    }
  }

  private void headers(RawFrame frame) throws IOException {
    boolean last = frame.isFlagSet(FrameFlag.END_STREAM);
    List<Header> headers = frames.headersFrom(frame);
    if (!begun) {
      String status = value(headers, ":status");
      if (status.startsWith("1") && !last) {
        return; // informational; the real ones follow
      }
      if (!status.equals("200") && value(headers, "grpc-status").isEmpty()) {
        throw new CallEndedException(ResponseStatus.ofHttp(status));
      }
      if (!value(headers, "content-type").startsWith("application/grpc")) {
        throw new CallEndedException(Faults.protocol("the content is of another type"));
      }
    } else if (!last) {
      throw new CallEndedException(Faults.protocol("headers in midstream"));
    }
    Metadata metadata = ResponseStatus.metadata(headers);
    if (last) {
      messages.end();
      trailers = metadata;
      return;
    }
    begun = true;
    String encoding = value(headers, "grpc-encoding");
    messages.encoding(encoding.isEmpty() ? "identity" : encoding);
    responseHeaders.accept(metadata);
  }

  private static String value(List<Header> headers, String name) {
    return headers.stream()
        .filter(header -> header.getName().equals(name))
        .findFirst()
        .map(Header::getValue)
        .orElse("");
  }

  private void settings(RawFrame frame) throws IOException {
    if (frame.isFlagSet(FrameFlag.ACK)) {
      return;
    }
    ByteBuffer content = frame.getPayload();
    while (content != null && content.remaining() >= 6) {
      int code = content.getShort();
      int value = content.getInt();
      if (code == H2Param.INITIAL_WINDOW_SIZE.getCode()) {
        if (value < 0) {
          throw new CallEndedException(Faults.protocol("a window beyond all bounds"));
        }
        streamWindow += value - (long) peersFirstWindow;
        peersFirstWindow = value;
      }
    }
    frames.acknowledgeSettings();
  }

  private void ping(RawFrame frame) throws IOException {
    ByteBuffer content = frame.getPayload();
    if (content == null || content.remaining() != 8) {
      throw new CallEndedException(Faults.protocol("a ping of another length"));
    }
    if (!frame.isFlagSet(FrameFlag.ACK)) {
      frames.answerPing(content);
    }
  }

  /** A server that goes may still answer what it has taken. */
  private static void goAway(RawFrame frame) throws CallEndedException {
    if (word(frame) < STREAM) {
      throw new CallEndedException(
          Status.UNAVAILABLE.withDescription("the server is going, and has not taken the call"));
    }
  }

  private void widened(RawFrame frame) throws CallEndedException {
    int bytes = word(frame);
    if (bytes <= 0) {
      throw new CallEndedException(Faults.protocol("a window that does not grow"));
    }
    if (frame.getStreamId() == CONNECTION) {
      connectionWindow = grown(connectionWindow, bytes);
    } else {
      streamWindow = grown(streamWindow, bytes);
    }
  }

  private static long grown(long window, int bytes) throws CallEndedException {
    if (window + bytes > Integer.MAX_VALUE) {
      throw new CallEndedException(Faults.protocol("a window beyond all bounds"));
    }
    return window + bytes;
  }
}

package io.coral.grpc.light;

import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;

/**
 * Puts a response's messages together from pieces of any size: each is a flag whether it is
 * compressed, its length in four bytes, and its bytes.
 */
final class MessageReader {
  private static final int PREFIX_BYTES = 5;

  /** Takes a message. */
  interface Sink {
    void take(InputStream message) throws IOException;
  }

  private final int mostBytes;
  private final Sink sink;
  private final ByteBuffer prefix = ByteBuffer.allocate(PREFIX_BYTES);
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private boolean mayBeCompressed;

  /**
   * @param mostBytes of a message, also when it is compressed no more
   */
  MessageReader(int mostBytes, Sink sink) {
    this.mostBytes = mostBytes;
    this.sink = sink;
  }

  /**
   * The encoding that the response names.
   *
   * @throws CallEndedException if nobody has offered that
   */
  void encoding(String name) throws CallEndedException {
    mayBeCompressed =
        switch (name) {
          case "identity" -> false;
          case "gzip" -> true;
          default ->
              throw new CallEndedException(
                  Status.INTERNAL.withDescription("the response is compressed in an unknown way"));
        };
  }

  /** Goes on with these bytes, which it reads to their end. */
  void add(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      if (prefix.hasRemaining()) {
        prefix.put(bytes.get());
        if (prefix.hasRemaining()) {
          continue;
        }
        checkPrefix();
      }
      var part = new byte[Math.min(length() - body.size(), bytes.remaining())];
      bytes.get(part);
      body.writeBytes(part);
      if (body.size() == length()) {
        complete();
      }
    }
  }

  /**
   * Nothing follows.
   *
   * @throws CallEndedException if a message has begun
   */
  void end() throws CallEndedException {
    if (prefix.position() > 0) {
      throw new CallEndedException(
          Status.INTERNAL.withDescription("the response ends within a message"));
    }
  }

  private int length() {
    return prefix.getInt(1);
  }

  private void checkPrefix() throws CallEndedException {
    if (length() < 0 || length() > mostBytes) {
      throw tooLarge();
    }
    boolean compressed = prefix.get(0) == 1;
    if (prefix.get(0) > 1 || prefix.get(0) < 0 || (compressed && !mayBeCompressed)) {
      throw new CallEndedException(
          Status.INTERNAL.withDescription("a message is compressed in an unknown way"));
    }
  }

  private void complete() throws IOException {
    byte[] whole = body.toByteArray();
    boolean compressed = prefix.get(0) == 1;
    prefix.clear();
    body.reset();
    sink.take(new ByteArrayInputStream(compressed ? expanded(whole) : whole));
  }

  private byte[] expanded(byte[] compressed) throws IOException {
    byte[] whole;
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      whole = gzip.readNBytes(mostBytes == Integer.MAX_VALUE ? mostBytes : mostBytes + 1);
    } catch (IOException e) {
      throw new CallEndedException(
          Status.INTERNAL.withDescription("a message cannot be decompressed"));
    }
    if (whole.length > mostBytes) {
      throw tooLarge();
    }
    return whole;
  }

  private CallEndedException tooLarge() {
    return new CallEndedException(
        Status.RESOURCE_EXHAUSTED.withDescription(
            "a message has more than " + mostBytes + " bytes"));
  }
}

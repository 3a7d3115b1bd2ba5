package io.coral.grpc.otlp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Finds out by its first bytes, never by its name, how a file of telemetry is written. */
final class OtlpFile {
  private static final int BUFFER_BYTES = 64 * 1024;

  /** Enough to tell text from protobuf, which cannot go on so long without a control byte. */
  private static final int PEEKED_BYTES = 64;

  private OtlpFile() {}

  /**
   * Begins to read a file.
   *
   * @param in the file's bytes, plain or gzip; the caller closes it
   * @throws IOException if it is empty of anything that can be read, such as another compression
   */
  static RequestReader open(InputStream in) throws IOException {
    return open(in, RequestReader.MAX_REQUEST_BYTES);
  }

  static RequestReader open(InputStream in, int maxRequestBytes) throws IOException {
    BufferedInputStream stored = new BufferedInputStream(in, BUFFER_BYTES);
    byte[] magic = peek(stored);
    if (startsWith(magic, 0x28, 0xB5, 0x2F, 0xFD)) {
      throw new IOException("the file is compressed with zstd; only plain files and gzip are read");
    }
    boolean gzip = startsWith(magic, 0x1F, 0x8B);
    BufferedInputStream plain =
        gzip
            ? new BufferedInputStream(new GZIPInputStream(stored, BUFFER_BYTES), BUFFER_BYTES)
            : stored;
    byte[] head = peek(plain);
    if (startsWith(head, 0xEF, 0xBB, 0xBF)) { // UTF-8's byte order mark
      plain.skipNBytes(3);
      head = peek(plain);
    }
    return isJson(head)
        ? json(plain, head, maxRequestBytes)
        : protobuf(plain, head, maxRequestBytes);
  }

  private static RequestReader json(InputStream in, byte[] head, int maxRequestBytes) {
    return isAloneOnItsLine(head)
        ? new JsonDocument(in, maxRequestBytes)
        : new JsonLines(in, maxRequestBytes);
  }

  private static RequestReader protobuf(InputStream in, byte[] head, int maxRequestBytes) {
    // A request begins with the tag of its only field, 0x0A; as the highest byte of a length that
    // would mean 160 MiB and more.
    boolean framed = head.length > 0 && head[0] != 0x0A;
    return new ProtobufFrames(in, maxRequestBytes, framed);
  }

  private static boolean isJson(byte[] head) {
    int first = firstText(head, 0);
    if (first == head.length || (head[first] != '{' && head[first] != '[')) {
      return first == head.length && head.length > 0 && head[0] != 0; // blank lines only
    }
    for (byte b : head) {
      if (b >= 0 && b < ' ' && !isSpace(b)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the first bracket ends its line, as in a document laid out for people. */
  private static boolean isAloneOnItsLine(byte[] head) {
    for (int i = firstText(head, 0) + 1; i < head.length; i++) {
      if (head[i] == '\n') {
        return true;
      }
      if (!isSpace(head[i])) {
        return false;
      }
    }
    return false;
  }

  private static int firstText(byte[] head, int from) {
    int i = from;
    while (i < head.length && isSpace(head[i])) {
      i++;
    }
    return i;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  private static byte[] peek(BufferedInputStream in) throws IOException {
    in.mark(PEEKED_BYTES);
    byte[] head = in.readNBytes(PEEKED_BYTES);
    in.reset();
    return head;
  }

  private static boolean startsWith(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}

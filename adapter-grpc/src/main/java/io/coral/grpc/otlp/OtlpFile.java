package io.coral.grpc.otlp;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** Finds out by its first bytes, never by its name, how a file of telemetry is written. */
final class OtlpFile {
  private static final int BUFFER_BYTES = 64 * 1024;

  /** Enough to tell text from protobuf, which cannot go on so long without a control byte. */
  private static final int PEEKED_BYTES = 64;

  private static final byte[] GZIP = HexFormat.of().parseHex("1f8b");
  private static final byte[] ZSTD = HexFormat.of().parseHex("28b52ffd");
  private static final byte[] BYTE_ORDER_MARK = HexFormat.of().parseHex("efbbbf");

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
    InputStream stored = new BufferedInputStream(in, BUFFER_BYTES);
    stored.mark(PEEKED_BYTES);
    byte[] magic = stored.readNBytes(PEEKED_BYTES);
    stored.reset();
    if (startsWith(magic, ZSTD)) {
      throw new IOException("the file is compressed with zstd; only plain files and gzip are read");
    }
    if (!startsWith(magic, GZIP)) {
      return openPlain(magic, stored, maxRequestBytes);
    }
    InputStream plain = new GZIPInputStream(stored, BUFFER_BYTES);
    // A buffer around this one would lose what it holds when the file turns out to end early.
    byte[] head = plain.readNBytes(PEEKED_BYTES);
    var whole = new SequenceInputStream(new ByteArrayInputStream(head), plain);
    return openPlain(head, whole, maxRequestBytes);
  }

  private static RequestReader openPlain(byte[] head, InputStream in, int maxRequestBytes)
      throws IOException {
    if (startsWith(head, BYTE_ORDER_MARK)) {
      in.skipNBytes(BYTE_ORDER_MARK.length);
      byte[] text = Arrays.copyOfRange(head, BYTE_ORDER_MARK.length, head.length);
      return json(in, text, maxRequestBytes);
    }
    return isJson(head) ? json(in, head, maxRequestBytes) : protobuf(in, head, maxRequestBytes);
  }

  private static RequestReader json(InputStream in, byte[] head, int maxRequestBytes) {
    return isAloneOnItsLine(head)
        ? new JsonDocument(in, maxRequestBytes)
        : new JsonLines(in, maxRequestBytes);
  }

  private static RequestReader protobuf(InputStream in, byte[] head, int maxRequestBytes) {
    // A request begins with the tag of its only field, 0x0A; as the highest byte of a length that
    // would mean 160 MiB and more.
    boolean framed = head.length == 0 || head[0] != 0x0A;
    return new ProtobufFrames(in, maxRequestBytes, framed);
  }

  private static boolean isJson(byte[] head) {
    int first = firstText(head, 0);
    if (first == head.length) {
      return head.length > 0; // blank lines so far
    }
    // A file of lines may begin with a broken one; as a length, printable text would be 512 MiB.
    if (head[first] != '{' && head[first] != '[' && head[0] < ' ') {
      return false;
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

  /** Whether JSON takes the byte for white space. */
  static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }

  private static boolean startsWith(byte[] head, byte[] magic) {
    return head.length >= magic.length
        && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
  }
}

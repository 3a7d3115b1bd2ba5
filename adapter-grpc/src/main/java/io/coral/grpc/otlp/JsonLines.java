package io.coral.grpc.otlp;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** OTLP/JSON as the Collector's file exporter writes it: a request a line. */
final class JsonLines implements RequestReader {
  private final InputStream in;
  private final int maxLineBytes;
  private byte[] buffer = new byte[64 * 1024];
  private int start; // of what is not consumed
  private int end; // of what was read
  private long line;

  JsonLines(InputStream in, int maxLineBytes) {
    this.in = in;
    this.maxLineBytes = maxLineBytes;
  }

  @Override
  public @Nullable FileEntry next() throws IOException {
    while (true) {
      int length = findLine();
      if (length < 0) {
        return null;
      }
      line++;
      if (length > maxLineBytes) {
        return FileEntry.refused(line, "the line has more than " + maxLineBytes + " bytes");
      }
      int from = start;
      start = Math.min(end, from + length + 1);
      if (!isBlank(from, length)) {
        return OtlpJson.read(buffer, from, length).at(line);
      }
    }
  }

  /**
   * Brings a whole line into the buffer, from {@code start}.
   *
   * @return its length, more than {@code maxLineBytes} if it was too long and has been skipped, or
   *     -1 at the end of the file
   */
  private int findLine() throws IOException {
    int scanned = start;
    while (true) {
      for (int i = scanned; i < end; i++) {
        if (buffer[i] == '\n') {
          return i - start;
        }
      }
      if (end - start > maxLineBytes) {
        skipLine();
        return maxLineBytes + 1;
      }
      scanned = end - start;
      makeRoom();
      int count = in.read(buffer, end, buffer.length - end);
      if (count < 0) {
        return end > start ? end - start : -1;
      }
      end += count;
    }
  }

  /** Moves what is unread to the front, and doubles the buffer if that is not enough. */
  private void makeRoom() {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(2L * buffer.length, maxLineBytes + 1L));
    }
  }

  private void skipLine() throws IOException {
    while (true) {
      for (int i = start; i < end; i++) {
        if (buffer[i] == '\n') {
          start = i + 1;
          return;
        }
      }
      start = 0;
      end = Math.max(0, in.read(buffer, 0, buffer.length));
      if (end == 0) {
        return;
      }
    }
  }

  private boolean isBlank(int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (!OtlpFile.isSpace(buffer[i])) {
        return false;
      }
    }
    return true;
  }
}

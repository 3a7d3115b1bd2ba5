package io.coral.duckdb.sql;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A file that holds the last statement that was tried, also after the process has died of it. The
 * file is mapped, so that writing makes no call of the system.
 */
final class LastInput implements AutoCloseable {
  private static final int SIZE = 64 * 1024;

  private final FileChannel channel;
  private final MappedByteBuffer mapped;
  private final byte[] blank = new byte[SIZE];

  LastInput(Path file) throws IOException {
    channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    mapped = channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE);
    Arrays.fill(blank, (byte) ' ');
  }

  void write(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(bytes.length, SIZE);
    mapped.put(0, bytes, 0, length);
    mapped.put(length, blank, length, SIZE - length);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

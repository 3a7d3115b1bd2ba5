package io.coral.deno;

import java.nio.charset.StandardCharsets;

/** The last bytes of a stream, where Deno says what a script did not catch. */
final class Tail {
  private static final int CAPACITY = 64 * 1024;

  private final byte[] ring = new byte[CAPACITY];
  private long written;

  synchronized void add(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      ring[(int) (written++ % CAPACITY)] = bytes[i];
    }
  }

  /** As text, without colours. */
  synchronized String text() {
    int length = (int) Math.min(written, CAPACITY);
    var bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = ring[(int) ((written - length + i) % CAPACITY)];
    }
    return new String(bytes, StandardCharsets.UTF_8).replaceAll("\u001b\\[[0-9;]*m", "");
  }
}

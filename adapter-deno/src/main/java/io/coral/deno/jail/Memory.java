package io.coral.deno.jail;

import com.kenai.jffi.MemoryIO;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Memory that the kernel reads and writes, by offsets in bytes. It is there until it is closed. */
final class Memory implements AutoCloseable {
  private final ByteBuffer bytes;
  private final long address;

  /** Zeroes. */
  Memory(int size) {
    bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    address = MemoryIO.getInstance().getDirectBufferAddress(bytes);
  }

  /** A text as C has it, with a zero behind it. */
  static Memory of(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    var memory = new Memory(encoded.length + 1);
    memory.bytes.put(0, encoded);
    return memory;
  }

  /** The kernel's hold on the address is none that the garbage collector would know of. */
  @Override
  @SuppressWarnings("ReachabilityFenceUsage") // to be closed is the end of a try
  public void close() {
    Reference.reachabilityFence(bytes);
  }

  long address() {
    return address;
  }

  byte getByte(int at) {
    return bytes.get(at);
  }

  /** Whether the first bytes are those of a text in ASCII. */
  boolean startsWith(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (bytes.get(i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  short getShort(int at) {
    return bytes.getShort(at);
  }

  int getInt(int at) {
    return bytes.getInt(at);
  }

  long getLong(int at) {
    return bytes.getLong(at);
  }

  Memory setByte(int at, int value) {
    bytes.put(at, (byte) value);
    return this;
  }

  Memory setShort(int at, int value) {
    bytes.putShort(at, (short) value);
    return this;
  }

  Memory setInt(int at, int value) {
    bytes.putInt(at, value);
    return this;
  }

  Memory setLong(int at, long value) {
    bytes.putLong(at, value);
    return this;
  }

  /** Makes the first bytes zero. */
  void clear(int length) {
    bytes.put(0, new byte[length]);
  }

  /** A copy of the first bytes. */
  byte[] first(int length) {
    var copy = new byte[length];
    bytes.get(0, copy);
    return copy;
  }
}

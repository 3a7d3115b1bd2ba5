package io.coral.domain.histogram;

import java.util.Arrays;

/** LEB128 varints as protobuf writes them, over byte arrays, since the domain knows no streams. */
final class Varints {
  private Varints() {}

  static final class Writer {
    private byte[] bytes = new byte[64];
    private int length;

    void write(long value) {
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        append((byte) ((rest & 0x7F) | 0x80));
        rest >>>= 7;
      }
      append((byte) rest);
    }

    void writeZigZag(long value) {
      write((value << 1) ^ (value >> 63));
    }

    private void append(byte each) {
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, length * 2);
      }
      bytes[length++] = each;
    }

    byte[] toBytes() {
      return Arrays.copyOf(bytes, length);
    }
  }

  static final class Reader {
    private final byte[] bytes;
    private int position;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    long read() {
      long value = 0;
      for (int shift = 0; shift < 64; shift += 7) {
        if (position == bytes.length) {
          throw new IllegalArgumentException("histogram bytes end too early");
        }
        byte each = bytes[position++];
        value |= (long) (each & 0x7F) << shift;
        if (each >= 0) {
          return value;
        }
      }
      throw new IllegalArgumentException("a number in histogram bytes is longer than 64 bits");
    }

    long readZigZag() {
      long value = read();
      return (value >>> 1) ^ -(value & 1);
    }

    void expectEnd() {
      if (position != bytes.length) {
        throw new IllegalArgumentException("histogram bytes go on after the last bucket");
      }
    }
  }
}

package io.coral.domain.codec;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * Numbers as LEB128 varints, as protobuf writes them: seven bits a byte, lowest first, the top bit
 * set on all bytes but the last. Over byte arrays, since the domain knows no streams.
 */
public final class Varints {
  private static final int MAX_BYTES = 10;

  private Varints() {}

  /** Collects numbers. Not thread-safe. */
  public static final class Writer {
    private byte[] bytes = new byte[64];
    private int length;

    /** Writes 64 bits; small numbers that are not negative are short. */
    public void write(long value) {
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        append((byte) ((rest & 0x7F) | 0x80));
        rest >>>= 7;
      }
      append((byte) rest);
    }

    /** Writes 64 bits; numbers near zero are short, negative ones too. */
    public void writeZigZag(long value) {
      write((value << 1) ^ (value >> 63));
    }

    /** Writes the exact bits, the high ones first, since most numbers end in zeros. */
    public void writeDouble(double value) {
      write(Long.reverse(Double.doubleToRawLongBits(value)));
    }

    private void append(byte each) {
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, length * 2);
      }
      bytes[length++] = each;
    }

    public byte[] toBytes() {
      return Arrays.copyOf(bytes, length);
    }
  }

  /** Reads back what a {@link Writer} wrote, from bytes that may be anything. Not thread-safe. */
  public static final class Reader {
    private final byte[] bytes;
    private int position;

    public Reader(byte[] bytes) {
      this.bytes = requireNonNull(bytes, "bytes is null").clone();
    }

    /**
     * @throws IllegalArgumentException if the bytes end within the number, or it is not one that
     *     {@link Writer#write} wrote
     */
    public long read() {
      long value = 0;
      for (int i = 0; i < MAX_BYTES; i++) {
        if (position == bytes.length) {
          throw new IllegalArgumentException("bytes end too early");
        }
        byte each = bytes[position++];
        // The tenth byte has room for one bit only.
        if (i == MAX_BYTES - 1 && (each & ~1) != 0) {
          break;
        }
        value |= (long) (each & 0x7F) << (7 * i);
        if (each >= 0) {
          if (each == 0 && i > 0) {
            throw new IllegalArgumentException("a number is written longer than it need be");
          }
          return value;
        }
      }
      throw new IllegalArgumentException("a number is longer than 64 bits");
    }

    /**
     * @throws IllegalArgumentException as {@link #read}
     */
    public long readZigZag() {
      long value = read();
      return (value >>> 1) ^ -(value & 1);
    }

    /**
     * Any double, also NaN and the infinities.
     *
     * @throws IllegalArgumentException as {@link #read}
     */
    public double readDouble() {
      return Double.longBitsToDouble(Long.reverse(read()));
    }

    /**
     * How many items follow.
     *
     * @param most of them that there may be
     * @throws IllegalArgumentException as {@link #read}, or if it is more than {@code most}, or
     *     more than there are bytes left
     */
    public int readSize(int most) {
      long size = read();
      if (size < 0 || size > most || size > bytes.length - position) {
        throw new IllegalArgumentException(
            "bytes claim " + Long.toUnsignedString(size) + " items, which do not follow");
      }
      return (int) size;
    }

    /**
     * @throws IllegalArgumentException if not all bytes were read
     */
    public void expectEnd() {
      if (position != bytes.length) {
        throw new IllegalArgumentException("bytes go on after the last item");
      }
    }
  }
}

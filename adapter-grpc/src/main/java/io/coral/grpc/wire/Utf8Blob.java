package io.coral.grpc.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Texts as UTF-8, one after the other. Most are ASCII, whose characters are bytes already. */
final class Utf8Blob {
  private byte[] bytes;
  private int length;

  Utf8Blob(int expectedLength) {
    bytes = new byte[expectedLength];
  }

  /**
   * @return where the text ends
   */
  int add(String text) {
    int start = length;
    int characters = text.length();
    makeRoom(characters);
    for (int i = 0; i < characters; i++) {
      char c = text.charAt(i);
      if (c > 0x7F) {
        return addEncoded(text);
      }
      bytes[start + i] = (byte) c;
    }
    length = start + characters;
    return length;
  }

  /** Takes the bytes away. */
  ByteString toByteString() {
    return UnsafeByteOperations.unsafeWrap(bytes, 0, length);
  }

  private int addEncoded(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    makeRoom(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
    return length;
  }

  private void makeRoom(int more) {
    int needed = Math.addExact(length, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
    }
  }
}

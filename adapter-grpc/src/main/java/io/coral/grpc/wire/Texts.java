package io.coral.grpc.wire;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Texts of failures. A failure travels in trailers, and clients refuse trailers of more than 8 KiB,
 * so each text has a bound.
 */
final class Texts {
  /** UTF-8 bytes of one text. */
  static final int MAX_BYTES = 768;

  private static final String ELLIPSIS = "…";
  private static final int ELLIPSIS_BYTES = 3;

  private Texts() {}

  /** The text, cut between characters if it is longer than {@link #MAX_BYTES}. */
  static String clipped(String text) {
    return clipped(text, MAX_BYTES);
  }

  static String clipped(String text, int maxBytes) {
    int bytes = 0;
    int fits = 0; // characters that leave room for the ellipsis
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      bytes += utf8Bytes(codePoint);
      if (bytes > maxBytes) {
        return text.substring(0, fits) + ELLIPSIS;
      }
      i += Character.charCount(codePoint);
      if (bytes <= maxBytes - ELLIPSIS_BYTES) {
        fits = i;
      }
    }
    return text;
  }

  /** Names, a line each; names hold no line breaks. */
  static String joined(List<String> names) {
    return names.stream().map(name -> name.replace('\n', ' ')).collect(Collectors.joining("\n"));
  }

  static List<String> split(String names) {
    return names.isEmpty() ? List.of() : Arrays.asList(names.split("\n", -1));
  }

  private static int utf8Bytes(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }
}

package io.coral.deno;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Paths as the file URLs that Deno makes of them. {@link Path#toUri()} escapes more characters than
 * the URL standard does, and an import map compares URLs as text.
 */
final class FileUrl {
  private static final String ESCAPED = " \"#%<>?\\`{}";

  private FileUrl() {}

  static String of(Path path) {
    var url = new StringBuilder("file://");
    for (byte each : path.toString().getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xFF);
      if (c <= 0x1F || c >= 0x7F || ESCAPED.indexOf(c) >= 0) {
        url.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
      } else {
        url.append(c);
      }
    }
    return url.toString();
  }

  /** A folder's URL, which ends with a slash. */
  static String ofFolder(Path folder) {
    String url = of(folder);
    return url.endsWith("/") ? url : url + "/";
  }
}

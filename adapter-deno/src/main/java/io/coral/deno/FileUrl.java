package io.coral.deno;

import java.io.ByteArrayOutputStream;
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

  /** The path behind a file URL of Deno's, which may have a query or a fragment. */
  static Path path(String url) {
    String written = url.substring("file://".length()).replaceFirst("[?#].*", "");
    var bytes = new ByteArrayOutputStream(written.length());
    for (int i = 0; i < written.length(); i++) {
      if (written.charAt(i) == '%') {
        bytes.write(HexFormat.fromHexDigits(written, i + 1, i + 3));
        i += 2;
      } else {
        bytes.writeBytes(written.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
      }
    }
    return Path.of(bytes.toString(StandardCharsets.UTF_8));
  }
}

package io.coral.deno;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Keeps what a script prints, up to a limit. */
final class Capture extends OutputStream {
  /** Most bytes kept of one stream. */
  static final int LIMIT = 1 << 20;

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\n\\r\\t]]");

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private long dropped;

  @Override
  public synchronized void write(int b) {
    if (kept.size() < LIMIT) {
      kept.write(b);
    } else {
      dropped++;
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    int fits = Math.min(length, LIMIT - kept.size());
    kept.write(bytes, offset, fits);
    dropped += length - fits;
  }

  /**
   * What was kept, with a notice of what was not. Without control characters: whoever shows it has
   * a terminal that a script must not steer.
   */
  synchronized String text() {
    String text = CONTROL.matcher(kept.toString(StandardCharsets.UTF_8)).replaceAll("");
    return dropped == 0 ? text : text + "\n[" + dropped + " more bytes were not kept]\n";
  }
}

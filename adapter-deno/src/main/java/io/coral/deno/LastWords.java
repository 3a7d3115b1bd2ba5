package io.coral.deno;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Passes a script's stderr on, and keeps back what Deno says last when something is wrong of which
 * no code of ours in the script's process hears, or what is said in its place if it cannot be
 * started. A script may say the same, and only waits for it.
 */
final class LastWords extends FilterOutputStream {
  /** What follows "error" when an await waits for what never comes. */
  private static final String ENDLESS_AWAIT = ": Top-level await promise never resolved\n";

  /** And when a module cannot be read; what V8 finds wrong when it compiles is "Uncaught". */
  private static final String UNREADABLE = ": SyntaxError: ";

  /** As they begin. */
  private static final List<byte[]> OPENINGS =
      Stream.concat(
              Stream.of(ENDLESS_AWAIT, UNREADABLE).flatMap(LastWords::withError),
              Stream.of(Spawner.CANNOT_EXECUTE))
          .map(each -> each.getBytes(ISO_8859_1))
          .toList();

  /** More than Deno says; what goes on beyond is not its last word. */
  private static final int MOST_BYTES = 64 << 10;

  private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");

  private final ScriptFiles files;
  private byte[] held = {};
  private boolean atLineStart = true;
  private boolean passedAny;

  LastWords(OutputStream to, ScriptFiles files) {
    super(to);
    this.files = files;
  }

  /** As Deno writes it, without colours and with them. */
  private static Stream<String> withError(String said) {
    return Stream.of("error" + said, "\u001b[0m\u001b[1m\u001b[31merror\u001b[0m" + said);
  }

  @Override
  public void write(int each) throws IOException {
    write(new byte[] {(byte) each}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    var joined = new ByteArrayOutputStream(held.length + length);
    joined.writeBytes(held);
    joined.write(bytes, offset, length);
    byte[] all = joined.toByteArray();
    int passed = all.length > MOST_BYTES ? all.length : lastWords(all);
    out.write(all, 0, passed);
    if (passed > 0) {
      passedAny = true;
      atLineStart = all[passed - 1] == '\n';
    }
    held = Arrays.copyOfRange(all, passed, all.length);
  }

  /** Where what may be Deno's last words begins; the length if it does not. */
  private int lastWords(byte[] all) {
    for (int at = 0; at < all.length; at++) {
      boolean starts = at == 0 ? atLineStart : all[at - 1] == '\n';
      if (starts && mayOpen(all, at)) {
        return at;
      }
    }
    return all.length;
  }

  private static boolean mayOpen(byte[] all, int at) {
    for (byte[] opening : OPENINGS) {
      int length = Math.min(opening.length, all.length - at);
      if (Arrays.equals(all, at, at + length, opening, 0, length)) {
        return true;
      }
    }
    return false;
  }

  /** Whether there are any, and nothing was said before. */
  boolean areFirst() {
    return held.length > 0 && !passedAny;
  }

  /** The script has said all; what it said that to stays open. */
  @Override
  public void close() throws IOException {
    if (held.length > 0) {
      out.write(EndlessAwait.told(plainly(), files).map(told -> told.getBytes(UTF_8)).orElse(held));
      held = new byte[0];
    }
    out.flush();
  }

  private String plainly() {
    return COLOURS.matcher(new String(held, UTF_8)).replaceAll("");
  }
}

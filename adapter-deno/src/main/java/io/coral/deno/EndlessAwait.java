package io.coral.deno;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Passes a script's stderr on, and tells in terms of the script what Deno says last when an await
 * waits for what never comes. No code of ours in the script's process hears of that.
 */
final class EndlessAwait extends FilterOutputStream {
  /** As Deno writes it, without colours and with them. */
  private static final List<byte[]> OPENINGS =
      List.of(
          "error: Top-level await promise never resolved\n".getBytes(ISO_8859_1),
          "\u001b[0m\u001b[1m\u001b[31merror\u001b[0m: Top-level await promise never resolved\n"
              .getBytes(ISO_8859_1));

  /** More than Deno says; what goes on beyond is not its last word. */
  private static final int MOST_BYTES = 64 << 10;

  private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");
  private static final Pattern SAID =
      Pattern.compile(
          "error: [^\n]*\n(?:(?<line>[^\n]*)\n *\\^\n)?"
              + "    at (?:.*\\()?(?<url>file://[^\n]*):(?<row>\\d+):(?<column>\\d+)\\)?\n");

  private final ScriptFiles files;
  private byte[] held = {};
  private boolean atLineStart = true;

  EndlessAwait(OutputStream to, ScriptFiles files) {
    super(to);
    this.files = files;
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

  /** The script has said all; what it said that to stays open. */
  @Override
  public void close() throws IOException {
    String text = COLOURS.matcher(new String(held, UTF_8)).replaceAll("");
    Matcher said = SAID.matcher(text);
    out.write(said.matches() ? told(said).getBytes(UTF_8) : held);
    held = new byte[0];
    out.flush();
  }

  private String told(Matcher said) {
    String row = said.group("row");
    var told = new StringBuilder("error: Uncaught Error: this await waits for what never comes\n");
    told.append("  --> ").append(nameOf(FileUrl.path(said.group("url")))).append(':');
    told.append(row).append(':').append(said.group("column")).append('\n');
    if (said.group("line") != null) {
      String margin = " ".repeat(row.length());
      told.append(" ").append(margin).append(" |\n");
      told.append(" ").append(row).append(" | ").append(plain(said.group("line"))).append('\n');
      int column = Math.max(0, Integer.parseInt(said.group("column")) - 1);
      told.append(" ").append(margin).append(" | ").append(" ".repeat(column)).append("^\n");
    }
    return told.toString();
  }

  private String nameOf(Path file) {
    if (files.isInline() && file.equals(files.script())) {
      return files.inlineName().orElseThrow();
    }
    return plain(files.named(file.toString()));
  }

  /** Without what would steer a terminal. */
  private static String plain(String line) {
    return line.replace('\t', ' ').replaceAll("\\p{Cntrl}", "\uFFFD");
  }
}

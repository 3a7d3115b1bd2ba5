package io.coral.deno;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells in terms of the script what Deno says when an await waits for what never comes. */
final class EndlessAwait {
  private static final Pattern SAID =
      Pattern.compile(
          "error: Top-level await promise never resolved\n(?:(?<line>[^\n]*)\n *\\^\n)?"
              + "    at (?:.*\\()?(?<url>file://[^\n]*):(?<row>\\d+):(?<column>\\d+)\\)?\n");

  private EndlessAwait() {}

  /** The same in other words; empty if it is something else. */
  static Optional<String> told(String words, ScriptFiles files) {
    Matcher said = SAID.matcher(words);
    return said.matches() ? Optional.of(told(said, files)) : Optional.empty();
  }

  private static String told(Matcher said, ScriptFiles files) {
    String row = said.group("row");
    var told = new StringBuilder("error: Uncaught Error: this await waits for what never comes\n");
    told.append("  --> ").append(nameOf(FileUrl.path(said.group("url")), files)).append(':');
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

  private static String nameOf(Path file, ScriptFiles files) {
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

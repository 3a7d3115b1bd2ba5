package io.coral.cli.parts;

import static java.util.Objects.requireNonNull;

import io.coral.cli.text.SafeText;
import java.io.PrintStream;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Where a command's words go: data to stdout, everything else to stderr. */
public final class Console {
  private static final int NARROWEST = 80;

  private final PrintStream out;
  private final PrintStream err;
  private final OptionalInt terminalColumns;
  private final boolean colours;

  /**
   * @param out for data, in UTF-8
   * @param err for everything else
   * @param terminalColumns width of the terminal that {@code out} is; empty if it is none
   * @param colours whether a terminal may be given any
   */
  public Console(PrintStream out, PrintStream err, OptionalInt terminalColumns, boolean colours) {
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
    this.terminalColumns = requireNonNull(terminalColumns, "terminalColumns is null");
    this.colours = colours;
  }

  /** Whether a person reads stdout, whose terminal would obey what is written to it. */
  public boolean isTerminal() {
    return terminalColumns.isPresent();
  }

  public boolean colours() {
    return isTerminal() && colours;
  }

  /** Columns to fit lines into, at least 80. */
  public int width() {
    return Math.max(NARROWEST, terminalColumns.orElse(NARROWEST));
  }

  /** Writes data as it is. */
  public void data(String text) {
    out.print(text);
  }

  public void dataLine(String text) {
    out.print(text + "\n");
  }

  /** Empties the screen, if stdout is one. */
  public void clear() {
    if (isTerminal()) {
      out.print("\u001b[H\u001b[2J\u001b[3J");
      out.flush();
    }
  }

  /** Something the asker should know, beside the answer. */
  public void note(String remark) {
    err.print("note: " + SafeText.of(remark) + "\n");
    err.flush(); // progress is told while it happens
  }

  /**
   * What went wrong, and what to do; no hint if empty. Further lines of a message are indented, so
   * that none can pass for one of ours.
   */
  public void error(String message, String hint) {
    String lines = message.lines().map(SafeText::of).collect(Collectors.joining("\n  "));
    err.print("coral: " + lines + "\n");
    if (!hint.isEmpty()) {
      err.print("hint: " + SafeText.of(hint) + "\n");
    }
  }

  /** For whoever repairs this program. */
  public void trace(Throwable bug) {
    bug.printStackTrace(err);
  }

  /**
   * Sends on what is waiting.
   *
   * @return whether all data could be written
   */
  public boolean flush() {
    err.flush();
    out.flush();
    return !out.checkError();
  }
}

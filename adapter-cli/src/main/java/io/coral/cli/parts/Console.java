package io.coral.cli.parts;

import static java.util.Objects.requireNonNull;

import io.coral.cli.text.SafeText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Where a command's words go: data to stdout, everything else to stderr. */
public final class Console {
  private static final int NARROWEST = 80;

  private final OutputStream out;
  private final PrintStream err;
  private final OptionalInt terminalColumns;
  private final boolean colours;

  private Delivery delivery = Delivery.WRITTEN;

  /** What became of the data. */
  public enum Delivery {
    /** All of it was written. */
    WRITTEN,
    /** Its reader has gone, as head does when it has seen enough. */
    UNWANTED,
    /** It could not be written, as on a full disk. */
    FAILED
  }

  /**
   * @param out for data, in UTF-8
   * @param err for everything else
   * @param terminalColumns width of the terminal that {@code out} is; empty if it is none
   * @param colours whether a terminal may be given any
   */
  public Console(OutputStream out, PrintStream err, OptionalInt terminalColumns, boolean colours) {
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
    if (delivery != Delivery.WRITTEN) {
      return; // what would follow has no beginning
    }
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      delivery = delivery(e);
    }
  }

  public void dataLine(String text) {
    data(text + "\n");
  }

  /** Empties the screen, if stdout is one. */
  public void clear() {
    if (isTerminal()) {
      data("\u001b[H\u001b[2J\u001b[3J");
      flush();
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
    error(message, List.of(), hint);
  }

  /**
   * The same with lines that show where.
   *
   * @param excerpt set off from the message
   */
  public void error(String message, List<String> excerpt, String hint) {
    String lines = message.lines().map(SafeText::of).collect(Collectors.joining("\n  "));
    err.print("coral: " + lines + "\n");
    excerpt.forEach(line -> err.print("  " + SafeText.of(line) + "\n"));
    if (!hint.isEmpty()) {
      err.print("hint: " + SafeText.of(hint) + "\n");
    }
  }

  /** For whoever repairs this program. */
  public void trace(Throwable bug) {
    bug.printStackTrace(err);
  }

  /** Sends on what is waiting. */
  public Delivery flush() {
    err.flush();
    if (delivery == Delivery.WRITTEN) {
      try {
        out.flush();
      } catch (IOException e) {
        delivery = delivery(e);
      }
    }
    return delivery;
  }

  /** Java tells a pipe without a reader from a full disk by the system's words only. */
  private static Delivery delivery(IOException e) {
    return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe")
        ? Delivery.UNWANTED
        : Delivery.FAILED;
  }
}

package io.coral.cli.ingest;

import static java.util.Objects.requireNonNull;

import io.coral.cli.parts.Console;
import io.coral.ports.ImportListener;

/** Tells on stderr how far an import is, and names the first refused items one by one. */
final class ImportNotes implements ImportListener, AutoCloseable {
  private static final int NAMED = 10;

  /** What is smaller is imported before anybody wonders. */
  private static final long LONG_WORK_BYTES = 1 << 20;

  private static final int STEPS = 5;

  private final Console console;
  private long refusals;
  private long stepsTold;

  ImportNotes(Console console) {
    this.console = requireNonNull(console, "console is null");
  }

  @Override
  public void refused(String file, long line, String reason) {
    refusals++;
    if (refusals <= NAMED) {
      console.note(file + ":" + line + ": " + reason);
    }
  }

  @Override
  public void progress(long readBytes, long totalBytes) {
    if (totalBytes < LONG_WORK_BYTES) {
      return;
    }
    long steps = readBytes * STEPS / totalBytes;
    if (steps > stepsTold && steps < STEPS) {
      stepsTold = steps;
      console.note("read " + steps * 100 / STEPS + " % of " + (totalBytes >> 20) + " MiB");
    }
  }

  /** Says how many were not named. */
  @Override
  public void close() {
    if (refusals > NAMED) {
      console.note("and " + (refusals - NAMED) + " more like these");
    }
  }
}

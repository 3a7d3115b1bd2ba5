package io.coral.cli.ingest;

import static java.util.Objects.requireNonNull;

import io.coral.cli.parts.Console;
import io.coral.ports.ImportListener;

/** Names the first refused items one by one. */
final class RefusalNotes implements ImportListener, AutoCloseable {
  private static final int NAMED = 10;

  private final Console console;
  private long refusals;

  RefusalNotes(Console console) {
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
    // An import takes seconds; what it did is said at its end.
  }

  /** Says how many were not named. */
  @Override
  public void close() {
    if (refusals > NAMED) {
      console.note("and " + (refusals - NAMED) + " more like these");
    }
  }
}

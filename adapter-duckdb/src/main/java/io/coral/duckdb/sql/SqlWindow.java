package io.coral.duckdb.sql;

import static java.util.Objects.requireNonNull;

import io.coral.domain.time.TimeWindow;
import java.time.Instant;

/**
 * The window that a statement is asked over, in whole minutes.
 *
 * @param window what its scans read, unless the statement says otherwise and may
 * @param ofCaller whether it was asked for beside the statement; then it holds for every scan
 * @param earliest where a window may begin that the statement asks for
 */
public record SqlWindow(TimeWindow window, boolean ofCaller, Instant earliest) {
  public SqlWindow {
    requireNonNull(window, "window is null");
    requireNonNull(earliest, "earliest is null");
  }

  /** One that holds for every scan. */
  public static SqlWindow fixed(TimeWindow window) {
    return new SqlWindow(window, true, window.from());
  }
}

package io.coral.duckdb.sql;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Stops what a connection runs, from another thread. Does nothing while no connection hangs on it.
 */
final class Lever {
  private static final Logger LOG = System.getLogger(Lever.class.getName());

  private @Nullable DuckDBConnection connection;

  /** DuckDB's driver stops a statement by itself only, not by another of its connection. */
  private @Nullable Statement statement;

  private boolean pulled;

  synchronized void hang(DuckDBConnection running) {
    connection = running;
  }

  /**
   * Tells which statement runs from now on.
   *
   * @throws SQLException if none is to run any more; one that began after the last cancel would run
   *     to its own end
   */
  synchronized void runs(Statement next) throws SQLException {
    if (pulled) {
      throw stopped();
    }
    statement = next;
  }

  /** Whether what runs was stopped, so that an error of it needs no other cause. */
  synchronized boolean isPulled() {
    return pulled;
  }

  synchronized void release() {
    connection = null;
    statement = null;
  }

  synchronized void cancel() {
    pulled = true;
    if (statement == null) {
      return;
    }
    try {
      statement.cancel();
    } catch (SQLException e) {
      LOG.log(Level.DEBUG, "nothing to cancel", e);
    }
  }

  /** Closes the connection; may wait for what it runs. */
  void close() {
    DuckDBConnection running;
    synchronized (this) {
      pulled = true;
      running = connection;
    }
    if (running == null) {
      return;
    }
    try {
      running.close();
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "a connection could not be closed", e);
    }
  }

  /** What ends a statement that was told to stop, told as the engine tells it. */
  static SQLException stopped() {
    return new SQLException("INTERRUPT Error: stopped before it began");
  }
}

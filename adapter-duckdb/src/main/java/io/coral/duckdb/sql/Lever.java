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

  /** Cancelling any statement of a connection stops whatever the connection runs. */
  private @Nullable Statement statement;

  synchronized void hang(DuckDBConnection running) throws SQLException {
    connection = running;
    statement = running.createStatement();
  }

  synchronized void release() throws SQLException {
    if (statement != null) {
      statement.close();
    }
    connection = null;
    statement = null;
  }

  synchronized void cancel() {
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
}

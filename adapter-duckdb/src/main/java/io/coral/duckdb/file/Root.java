package io.coral.duckdb.file;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The connection that keeps a database open. DuckDB gives a database up when a checkpoint fails in
 * its midst, as on a full disk: then nothing works any more, but the file is whole, and so it is
 * opened anew. Thread-safe.
 */
public final class Root implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Root.class.getName());

  private final Opening.Source source;
  private @Nullable DuckDBConnection connection;
  private boolean closed;

  /**
   * @param connection closed by this
   * @param source opens the same database once all that came of {@code connection} is closed
   */
  public Root(DuckDBConnection connection, Opening.Source source) {
    this.connection = requireNonNull(connection, "connection is null");
    this.source = requireNonNull(source, "source is null");
  }

  /**
   * One more connection, closed by the caller.
   *
   * @throws SQLException if the database is not open
   */
  public synchronized DuckDBConnection duplicate() throws SQLException {
    if (connection == null) {
      throw new SQLException("the database is not open");
    }
    return Database.another(connection);
  }

  /**
   * Opens the database anew. That fails as long as a connection of before is open, since DuckDB
   * does not attach a file to be written that is attached in this process already.
   *
   * @return whether it is open
   */
  public synchronized boolean reopen() {
    closeConnection();
    if (closed) {
      return false;
    }
    try {
      connection = source.open();
      Database.usedBytes(connection); // whether it is alive
      LOG.log(Level.INFO, "the database was opened anew");
      return true;
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "the database cannot be opened anew yet", e);
      closeConnection();
      return false;
    }
  }

  private void closeConnection() {
    if (connection != null) {
      Opening.close(connection);
      connection = null;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    closeConnection();
  }
}

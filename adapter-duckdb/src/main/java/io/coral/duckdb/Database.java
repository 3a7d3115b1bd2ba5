package io.coral.duckdb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * Opens DuckDB, shut off from everything but its own file. The statements in here are the only ones
 * that jOOQ cannot express.
 */
final class Database {
  private static final String SCHEMA = "schema.sql";

  private Database() {}

  /**
   * @param location a file, or empty for a database in memory
   * @param externalAccess whether other files may be read, until {@link #lock}
   */
  static DuckDBConnection open(
      String location, boolean readOnly, boolean externalAccess, StoreSettings settings)
      throws SQLException {
    var options = new Properties();
    options.setProperty("enable_external_access", Boolean.toString(externalAccess));
    options.setProperty("autoinstall_known_extensions", "false");
    options.setProperty("autoload_known_extensions", "false");
    options.setProperty("allow_community_extensions", "false");
    options.setProperty("memory_limit", settings.memoryBytes() / 1024 + "KiB");
    options.setProperty("threads", Integer.toString(settings.threads()));
    options.setProperty("temp_directory", ""); // nothing of a query ever goes to disk
    options.setProperty("max_expression_depth", "100"); // deeper ones can exhaust the stack
    options.setProperty(
        DuckDBDriver.DUCKDB_ACCESS_MODE_PROPERTY,
        readOnly
            ? DuckDBDriver.DUCKDB_ACCESS_MODE_READ_ONLY
            : DuckDBDriver.DUCKDB_ACCESS_MODE_AUTOMATIC);
    return new DuckDBDriver()
        .connect("jdbc:duckdb:" + location, options)
        .unwrap(DuckDBConnection.class);
  }

  /** Ends all access to other files, and all changes of settings. */
  static void lock(DuckDBConnection connection) throws SQLException {
    run(connection, "SET GLOBAL TimeZone = 'UTC'"); // what date functions on a timestamp mean
    run(connection, "SET enable_external_access = false");
    run(connection, "SET lock_configuration = true");
  }

  /** Makes the tables, views and macros of an empty database, wholly or not at all. */
  static void create(DuckDBConnection connection) throws SQLException {
    run(connection, "BEGIN TRANSACTION; " + schema() + "; COMMIT");
  }

  private static void run(DuckDBConnection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String schema() {
    try (InputStream in = Database.class.getResourceAsStream(SCHEMA)) {
      if (in == null) {
        throw new IllegalStateException(SCHEMA + " is not beside its class");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

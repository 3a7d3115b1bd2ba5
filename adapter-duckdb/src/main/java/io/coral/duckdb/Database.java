package io.coral.duckdb;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.table;

import io.coral.ports.ColonyStores.Access;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.jooq.Table;

/**
 * Opens DuckDB, shut off from everything but its own file. The statements in here are the only ones
 * that jOOQ cannot express.
 */
final class Database {
  static final String IN_MEMORY = "";

  private static final String SCHEMA = "schema.sql";

  private Database() {}

  /**
   * Opens a database that can reach no other file.
   *
   * @param location a file, or {@link #IN_MEMORY}
   */
  static DuckDBConnection open(String location, Access access, StoreSettings settings)
      throws SQLException {
    return open(location, access, settings, false);
  }

  /** Opens a database that can reach other files until it is locked. */
  static DuckDBConnection openForFiles(String location, Access access, StoreSettings settings)
      throws SQLException {
    return open(location, access, settings, true);
  }

  private static DuckDBConnection open(
      String location, Access access, StoreSettings settings, boolean externalAccess)
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
        switch (access) {
          case READ_ONLY -> DuckDBDriver.DUCKDB_ACCESS_MODE_READ_ONLY;
          case READ_WRITE -> DuckDBDriver.DUCKDB_ACCESS_MODE_AUTOMATIC;
        });
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

  /**
   * Writes the rows of a query to a file.
   *
   * @param query rendered by jOOQ, its values inlined
   */
  static void toParquet(DuckDBConnection connection, String query, Path file) throws SQLException {
    run(
        connection,
        "COPY ("
            + query
            + ") TO "
            + inline(file.toString())
            + " (FORMAT parquet, COMPRESSION 'zstd')");
  }

  /** The rows of a Parquet file. */
  static Table<?> parquet(Path file) {
    return table("read_parquet({0})", inline(file.toString()));
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

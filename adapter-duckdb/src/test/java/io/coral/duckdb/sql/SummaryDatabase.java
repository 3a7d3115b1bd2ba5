package io.coral.duckdb.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * The colony's real schema on a real DuckDB, with two hours of three services in it and a table
 * that nobody may read, locked as the store locks it.
 */
final class SummaryDatabase implements AutoCloseable {
  /** The data is in the two hours from here on. */
  static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

  private static final long FIRST_MINUTE = START.getEpochSecond() / 60;

  private final DuckDBConnection root;
  private final List<DuckDBConnection> connections = new ArrayList<>();

  private SummaryDatabase(DuckDBConnection root) {
    this.root = root;
  }

  static SummaryDatabase open() throws SQLException {
    var settings = new Properties();
    settings.setProperty("enable_external_access", "false");
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("memory_limit", "512MiB");
    settings.setProperty("temp_directory", "");
    settings.setProperty("threads", "1"); // so that sums of floating point are the same each time
    settings.setProperty("max_expression_depth", "100");
    settings.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    var root = new DuckDBDriver().connect("jdbc:duckdb:", settings).unwrap(DuckDBConnection.class);
    var database = new SummaryDatabase(root);
    database.run(text("tables.sql"));
    database.run(text("views.sql"));
    database.fill();
    database.run("SET GLOBAL TimeZone = 'UTC'");
    database.run("SET lock_configuration = true");
    return database;
  }

  private void fill() throws SQLException {
    run("CREATE TABLE store.secret_psk AS SELECT 'hunter2' AS k");
    run(
        """
        INSERT INTO store.sender VALUES
          (1, 'payments', 'shop', 'eu', 'p-1'), (2, 'payments', 'shop', 'us', 'p-2'),
          (3, 'orders', 'shop', 'eu', 'o-1'), (4, 'inventory', '', '', 'i-1')""");
    run(
        """
        INSERT INTO store.service_delta_recent
        SELECT s, %d + m, 12, 10, CASE WHEN m %% 10 = 0 THEN 1 ELSE 0 END,
               10 * (s * 1000000 + m * 1000), s * 500000, s * 2000000
        FROM range(1, 5) a(s), range(120) b(m)"""
            .formatted(FIRST_MINUTE));
    run(
        """
        INSERT INTO store.duration_bucket_recent
        SELECT s, %d + m, 40000 + 700 + s * 10 + b, 5
        FROM range(1, 5) a(s), range(120) b(m), range(2) c(b)"""
            .formatted(FIRST_MINUTE));
    run(
        """
        INSERT INTO store.trace_delta
        SELECT ('00000000-0000-0000-0000-' || lpad((m * 10 + s)::VARCHAR, 12, '0'))::UUID, s,
               %d + m, 3, (m %% 7 = 0)::BIGINT, (%d + m) * 60000000000, (%d + m) * 60000000000 + s * 1000000,
               s * 900000, true, (%d + m) * 60000000000, m, 'GET /' || s
        FROM range(1, 5) a(s), range(120) b(m)"""
            .formatted(FIRST_MINUTE, FIRST_MINUTE, FIRST_MINUTE, FIRST_MINUTE));
    run(
        """
        INSERT INTO store.stream VALUES
          (1, 1, 'process.cpu.utilization', '', '1'), (2, 3, 'process.memory.utilization', '', '1')""");
    run(
        """
        INSERT INTO store.metric_delta_recent
        SELECT s, %d + m, 4, 2.0, 0.25, 0.75, 0.0 FROM range(1, 3) a(s), range(120) b(m)"""
            .formatted(FIRST_MINUTE));
  }

  /** All that the database holds, also which objects there are. */
  List<String> content() throws SQLException {
    List<String> content = new ArrayList<>(rows("FROM duckdb_tables() SELECT table_name, sql"));
    content.addAll(rows("FROM duckdb_views() SELECT view_name, sql WHERE NOT internal"));
    content.addAll(
        rows("FROM duckdb_functions() SELECT function_name WHERE NOT internal ORDER BY ALL"));
    for (String table : rows("FROM duckdb_tables() SELECT schema_name || '.' || table_name")) {
      content.addAll(rows("SELECT count(*), bit_xor(hash(t)) FROM " + table + " t"));
    }
    return content;
  }

  /** What the engine has allocated. */
  long memoryBytes() throws SQLException {
    return Long.parseLong(rows("SELECT sum(memory_usage_bytes) FROM duckdb_memory()").get(0));
  }

  private List<String> rows(String sql) throws SQLException {
    try (Statement statement = root.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        var row = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          row.append(result.getString(i)).append('|');
        }
        rows.add(columns == 1 ? result.getString(1) : row.toString());
      }
      return rows;
    }
  }

  /** A change that only the owner of the database can make. */
  void run(String sql) throws SQLException {
    try (Statement statement = root.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Connections of which {@link #stillOpen} keeps count. */
  synchronized DuckDBConnection connect() throws SQLException {
    for (Iterator<DuckDBConnection> known = connections.iterator(); known.hasNext(); ) {
      if (known.next().isClosed()) {
        known.remove();
      }
    }
    DuckDBConnection connection = root.duplicate();
    connections.add(connection);
    return connection;
  }

  /** How many of the connections that were handed out have not been closed. */
  synchronized int stillOpen() throws SQLException {
    int open = 0;
    for (DuckDBConnection connection : connections) {
      open += connection.isClosed() ? 0 : 1;
    }
    return open;
  }

  @Override
  public void close() throws SQLException {
    root.close();
  }

  private static String text(String resource) {
    try (InputStream in =
        SqlRunner.class.getResourceAsStream("/io/coral/duckdb/file/" + resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.coral.duckdb.sql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/**
 * DuckDB's own parser and printer, on an instance of its own that holds no data and can open
 * nothing. Callers' text goes in as the value of a parameter, never as a statement. Thread-safe.
 */
final class StatementParser implements AutoCloseable {
  private final DuckDBConnection root;

  private StatementParser(DuckDBConnection root) {
    this.root = root;
  }

  /**
   * @throws SQLException if DuckDB cannot be started
   */
  static StatementParser open() throws SQLException {
    var settings = new Properties();
    settings.setProperty("enable_external_access", "false");
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("allow_community_extensions", "false");
    settings.setProperty("memory_limit", "128MB");
    settings.setProperty("max_temp_directory_size", "0MB");
    settings.setProperty("threads", "1");
    var root = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", settings);
    try (Statement statement = root.createStatement()) {
      statement.execute("SET lock_configuration = true");
    }
    return new StatementParser(root);
  }

  /**
   * The parse tree of {@code sql}, or the description of a parse error.
   *
   * @throws SQLException if the tree does not fit the memory limit
   * @throws IOException if the tree is too deep
   */
  Json parse(String sql) throws SQLException, IOException {
    return JsonReader.read(tree(sql));
  }

  /** The tree as the engine writes it. */
  String tree(String sql) throws SQLException {
    return call("SELECT json_serialize_sql(?::VARCHAR)", sql);
  }

  /**
   * SQL for a tree.
   *
   * @throws SQLException if it is not the tree of a statement
   */
  String print(String tree) throws SQLException {
    return call("SELECT json_deserialize_sql(?::JSON)", tree);
  }

  private String call(String function, String argument) throws SQLException {
    try (Connection connection = root.duplicate();
        PreparedStatement statement = connection.prepareStatement(function)) {
      statement.setString(1, argument);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getString(1);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    root.close();
  }
}

package io.coral.duckdb.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A connection to the parser's instance with its two statements prepared, which costs as much as
 * parsing a page of SQL does. For one thread at a time.
 */
final class ParserSession implements AutoCloseable {
  /**
   * What the engine would assume is left out: a quarter of the tree. It reads what is absent in the
   * same way, so the rules still judge all that can be other than usual.
   */
  private static final String SHORT =
      ", skip_null := true, skip_empty := true, skip_default := true";

  private final Connection connection;
  private final PreparedStatement serialize;
  private final PreparedStatement deserialize;

  /** Takes over the connection. */
  ParserSession(Connection connection) throws SQLException {
    this.connection = connection;
    try {
      serialize = connection.prepareStatement("SELECT json_serialize_sql(?::VARCHAR" + SHORT + ")");
      deserialize = connection.prepareStatement("SELECT json_deserialize_sql(?::JSON)");
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  String tree(String sql) throws SQLException {
    return call(serialize, sql);
  }

  String print(String tree) throws SQLException {
    return call(deserialize, tree);
  }

  private static String call(PreparedStatement statement, String argument) throws SQLException {
    statement.setString(1, argument);
    try (ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getString(1);
    }
  }

  @Override
  public void close() throws SQLException {
    try (connection;
        serialize;
        deserialize) {
      // Each is closed even if another fails to.
    }
  }
}

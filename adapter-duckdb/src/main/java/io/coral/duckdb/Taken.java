package io.coral.duckdb;

import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/**
 * What a database takes.
 *
 * @param diskBytes of its file in use
 * @param memoryBytes of memory in use
 */
record Taken(long diskBytes, long memoryBytes) {
  static Taken by(DuckDBConnection connection) throws SQLException {
    return new Taken(Database.usedBytes(connection), Database.memoryBytes(connection));
  }
}

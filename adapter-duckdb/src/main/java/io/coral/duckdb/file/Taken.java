package io.coral.duckdb.file;

import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/**
 * What a database takes.
 *
 * @param diskBytes of its file in use
 * @param memoryBytes of memory in use
 */
public record Taken(long diskBytes, long memoryBytes) {
  public static Taken by(DuckDBConnection connection) throws SQLException {
    return new Taken(Database.usedBytes(connection), Database.memoryBytes(connection));
  }
}

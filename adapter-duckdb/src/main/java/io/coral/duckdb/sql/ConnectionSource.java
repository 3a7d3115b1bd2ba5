package io.coral.duckdb.sql;

import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/** Opens connections to the colony's database. Thread-safe. */
@FunctionalInterface
public interface ConnectionSource {
  /**
   * A connection that nobody else has and that its caller closes. Its settings are locked and give
   * no access to anything outside of the database; times are shown in UTC.
   *
   * @throws SQLException if the database cannot be reached
   */
  DuckDBConnection open() throws SQLException;
}

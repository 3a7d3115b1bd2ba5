package io.coral.duckdb.sql;

import io.coral.domain.sql.SqlBatch;
import java.sql.SQLException;
import java.util.Optional;

/** Rows as the engine makes them. */
interface BatchSource extends AutoCloseable {
  /**
   * The next rows; empty after the last.
   *
   * @throws SQLException if the statement failed
   */
  Optional<SqlBatch> next() throws SQLException;

  @Override
  void close() throws SQLException;
}

package io.coral.duckdb.sql;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ExecuteSql;
import io.coral.domain.query.SqlResult;
import io.coral.domain.sql.RowLimit;
import io.coral.domain.sql.SqlStatement;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.ports.CallBounds;
import io.vavr.control.Either;
import java.time.Duration;

/** Runners as tests want them, and runs over a window of their own choice. */
final class TestRuns {
  private TestRuns() {}

  static SqlRunner runner(
      ConnectionSource connections, SqlGuard guard, int atOnce, Duration patience) {
    return new SqlRunner(
        connections,
        guard,
        new SqlSettings(atOnce, atOnce, patience, 10_000_000, QueryWindow.MAX_LENGTH),
        SqlAudit.NONE);
  }

  static Either<QueryFailure, SqlResult> run(
      SqlRunner runner, String sql, int rows, TimeWindow window, CallBounds bounds) {
    return runner.execute(intent(sql, rows), SqlWindow.fixed(window), bounds);
  }

  static ExecuteSql intent(String sql, int rows) {
    return new ExecuteSql(SqlStatement.of(sql), new RowLimit(rows));
  }
}

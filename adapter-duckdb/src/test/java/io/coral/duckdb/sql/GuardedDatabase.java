package io.coral.duckdb.sql;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.SqlResult;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.query.StreamSql;
import io.coral.domain.sql.SqlStatement;
import io.coral.domain.sql.StreamLimit;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.ports.CallBounds;
import io.coral.ports.SqlSink;
import io.vavr.control.Either;
import java.sql.SQLException;
import java.time.Duration;

/** What a stranger's statement goes through: the guard, and a runner on a database with data. */
record GuardedDatabase(SqlGuard guard, SummaryDatabase database, SqlRunner runner)
    implements AutoCloseable {

  /** The two hours that have data. */
  static final TimeWindow BOTH_HOURS =
      new TimeWindow(SummaryDatabase.START, SummaryDatabase.START.plus(Duration.ofHours(2)));

  /** Rows of a stream; more are cut off. */
  static final long CEILING = 1_000_000;

  /** Longer than any statement of a test takes that ends by itself. */
  static final CallBounds LONG = CallBounds.timeout(Duration.ofSeconds(25));

  /** Runs one statement and one stream at a time. */
  static GuardedDatabase open() throws SQLException {
    return open(1);
  }

  static GuardedDatabase open(int atOnce) throws SQLException {
    return open(
        new SqlSettings(atOnce, atOnce, Duration.ofSeconds(20), CEILING, QueryWindow.MAX_LENGTH),
        SqlAudit.NONE);
  }

  static GuardedDatabase open(SqlSettings settings, SqlAudit audit) throws SQLException {
    SqlGuard guard = SqlGuard.open();
    SummaryDatabase database = SummaryDatabase.open();
    return new GuardedDatabase(
        guard, database, new SqlRunner(database::connect, guard, settings, audit));
  }

  Either<QueryFailure, SqlResult> run(String sql, TimeWindow window, CallBounds bounds) {
    return TestRuns.run(runner, sql, 10_000, window, bounds);
  }

  SqlResult answer(String sql, TimeWindow window) {
    return run(sql, window, LONG).getOrElseThrow(failure -> new AssertionError(failure.message()));
  }

  /** Streams over both hours. */
  Either<QueryFailure, SqlStreamEnd> stream(
      String sql, long rows, CallBounds bounds, SqlSink sink) {
    return runner.stream(
        new StreamSql(SqlStatement.of(sql), new StreamLimit(rows)),
        SqlWindow.fixed(BOTH_HOURS),
        bounds,
        sink);
  }

  SqlStreamEnd stream(String sql, SqlSink sink) {
    return stream(sql, 10_000, LONG, sink)
        .getOrElseThrow(failure -> new AssertionError(failure.message()));
  }

  @Override
  public void close() throws SQLException {
    try (guard;
        database) {
      // Nothing more.
    }
  }
}

package io.coral.duckdb;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ExecuteSql;
import io.coral.domain.query.SqlResult;
import io.coral.domain.time.TimeWindow;
import io.coral.duckdb.sql.ConnectionSource;
import io.coral.duckdb.sql.SqlGuard;
import io.coral.duckdb.sql.SqlRunner;
import io.coral.ports.CallBounds;
import io.vavr.control.Either;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Answers SQL by way of the guard, whose parser starts with the first statement: most programs that
 * open a store never ask by SQL.
 */
final class SqlAnswers implements AutoCloseable {
  /** How long a statement waits for others to end. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ConnectionSource connections;
  private final int atOnce;
  private @Nullable SqlGuard guard;
  private @Nullable SqlRunner runner;
  private boolean closed;

  /**
   * @param atOnce statements that run at one time
   */
  SqlAnswers(ConnectionSource connections, int atOnce) {
    this.connections = connections;
    this.atOnce = atOnce;
  }

  Either<QueryFailure, SqlResult> run(ExecuteSql intent, TimeWindow applied, CallBounds bounds) {
    return started().flatMap(running -> running.run(intent, applied, bounds));
  }

  private synchronized Either<QueryFailure, SqlRunner> started() {
    if (closed) {
      return Either.left(Failures.closed());
    }
    if (runner == null) {
      try {
        guard = SqlGuard.open();
      } catch (SQLException e) {
        return Either.left(Failures.ofQuery(e));
      }
      runner = new SqlRunner(connections, guard, atOnce, PATIENCE);
    }
    return Either.right(runner);
  }

  @Override
  public synchronized void close() throws SQLException {
    closed = true;
    if (guard != null) {
      guard.close();
    }
  }
}

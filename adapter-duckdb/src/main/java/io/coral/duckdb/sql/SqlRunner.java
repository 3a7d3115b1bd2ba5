package io.coral.duckdb.sql;

import static java.util.Objects.requireNonNull;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ExecuteSql;
import io.coral.domain.query.SqlResult;
import io.coral.domain.sql.SqlLimits;
import io.coral.domain.sql.SqlRefusal;
import io.coral.domain.time.TimeWindow;
import io.coral.ports.CallBounds;
import io.vavr.control.Either;
import java.sql.SQLException;
import java.time.Duration;
import org.duckdb.DuckDBConnection;

/**
 * Runs SQL that strangers wrote: judged first, then in a read-only transaction on a connection of
 * its own, within a time range, a deadline, and limits of rows, bytes and statements at a time.
 * Thread-safe; whatever one statement did, the next finds nothing of it.
 */
public final class SqlRunner {
  private final ConnectionSource connections;
  private final SqlGuard guard;
  private final Turnstile turnstile;

  /**
   * @param atOnce statements that run at one time; positive
   * @param patience how long a statement waits for its turn before it is turned away
   */
  public SqlRunner(ConnectionSource connections, SqlGuard guard, int atOnce, Duration patience) {
    this.connections = requireNonNull(connections, "connections is null");
    this.guard = requireNonNull(guard, "guard is null");
    this.turnstile = new Turnstile(atOnce, patience);
  }

  /**
   * Runs one statement.
   *
   * @param applied put on every scan of a view
   * @param bounds end the call; {@link SqlLimits#MAX_TIME} does so too
   * @return the rows; {@link QueryFailure.SqlRefused} before anything has run, or for what only
   *     running shows; {@link QueryFailure.LimitExceeded} for memory, size, or too many statements
   *     at once; {@link QueryFailure.DeadlineExceeded}, {@link QueryFailure.Cancelled}; {@link
   *     QueryFailure.Unavailable} if the store cannot answer
   */
  public Either<QueryFailure, SqlResult> run(
      ExecuteSql intent, TimeWindow applied, CallBounds bounds) {
    var deadline = Deadline.of(bounds);
    return turnstile.pass(
        deadline,
        release -> Supervised.run(deadline, lever -> answer(intent, applied, lever), release));
  }

  private Either<QueryFailure, SqlResult> answer(
      ExecuteSql intent, TimeWindow applied, Lever lever) {
    Either<SqlRefusal, GuardedSql> judged = guard.judge(intent.sql());
    if (judged.isLeft()) {
      return Either.left(new QueryFailure.SqlRefused(judged.getLeft()));
    }
    try (DuckDBConnection connection = connections.open()) {
      lever.hang(connection);
      try {
        return new SqlCall(connection, lever, intent, applied, judged.get()).run();
      } finally {
        lever.release();
      }
    } catch (SQLException e) {
      return Either.left(SqlFailures.of(e, intent.sql().text()));
    }
  }
}

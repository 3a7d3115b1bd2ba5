package io.coral.duckdb.answer;

import io.coral.domain.failure.QueryFailure;
import io.coral.duckdb.read.Failures;
import io.coral.duckdb.sql.ConnectionSource;
import io.coral.duckdb.sql.SqlAudit;
import io.coral.duckdb.sql.SqlGuard;
import io.coral.duckdb.sql.SqlRunner;
import io.coral.duckdb.sql.SqlSettings;
import io.vavr.control.Either;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers SQL by way of the guard, whose parser starts with the first statement: most programs that
 * open a store never ask by SQL.
 */
public final class SqlAnswers implements AutoCloseable {
  private final ConnectionSource connections;
  private final SqlSettings settings;
  private final SqlAudit audit;
  private @Nullable SqlGuard guard;
  private @Nullable SqlRunner runner;
  private boolean closed;

  public SqlAnswers(ConnectionSource connections, SqlSettings settings, SqlAudit audit) {
    this.connections = connections;
    this.settings = settings;
    this.audit = audit;
  }

  <A> Either<QueryFailure, A> ask(Function<SqlRunner, Either<QueryFailure, A>> question) {
    return started().flatMap(question);
  }

  SqlSettings settings() {
    return settings;
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
      runner = new SqlRunner(connections, guard, settings, audit);
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

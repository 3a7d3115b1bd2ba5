package io.coral.duckdb.sql;

import static java.util.Objects.requireNonNull;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ExecuteSql;
import io.coral.domain.query.PlanSql;
import io.coral.domain.query.SqlPlan;
import io.coral.domain.query.SqlResult;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.query.StreamSql;
import io.coral.domain.sql.SqlLimits;
import io.coral.domain.sql.SqlRefusal;
import io.coral.domain.sql.SqlStatement;
import io.coral.ports.CallBounds;
import io.coral.ports.SqlSink;
import io.vavr.control.Either;
import java.sql.SQLException;
import java.time.Duration;
import org.duckdb.DuckDBConnection;

/**
 * Runs SQL that strangers wrote: judged first, then in a read-only transaction on a connection of
 * its own, within a time range, a deadline, and limits of rows, bytes and statements at a time.
 * Thread-safe; whatever one statement did, the next finds nothing of it.
 *
 * <p>Every method may return {@link QueryFailure.SqlRefused} before anything has run, or for what
 * only running shows; {@link QueryFailure.LimitExceeded} for memory, size, or too many statements
 * at once; {@link QueryFailure.DeadlineExceeded}, {@link QueryFailure.Cancelled}; {@link
 * QueryFailure.Unavailable} if the store cannot answer. {@link SqlLimits#MAX_TIME} bounds a call
 * beside its own bounds.
 */
public final class SqlRunner {
  private final ConnectionSource connections;
  private final SqlGuard guard;
  private final SqlSettings settings;
  private final SqlAudit audit;
  private final Turnstile statements;
  private final Turnstile streams;

  public SqlRunner(
      ConnectionSource connections, SqlGuard guard, SqlSettings settings, SqlAudit audit) {
    this.connections = requireNonNull(connections, "connections is null");
    this.guard = requireNonNull(guard, "guard is null");
    this.settings = requireNonNull(settings, "settings is null");
    this.audit = requireNonNull(audit, "audit is null");
    this.statements = new Turnstile(settings.atOnce(), settings.patience());
    this.streams = new Turnstile(settings.streamsAtOnce(), settings.patience());
  }

  /** Runs one statement and returns all of its rows. */
  public Either<QueryFailure, SqlResult> execute(
      ExecuteSql intent, SqlWindow window, CallBounds bounds) {
    var call = new AuditedCall(audit, intent.statement(), bounds.trail());
    return call.ended(
        opened(
            intent.statement(),
            window,
            Deadline.of(bounds),
            statements,
            call,
            (open, lever) ->
                Either.right(new RowsAtOnce(open, lever, intent.maxRows().rows()).read())),
        result -> result.rows().size(),
        SqlResult::truncated);
  }

  /**
   * Runs one statement and hands its rows over as they come.
   *
   * @param sink called on a thread of this runner's; its time is not counted
   */
  public Either<QueryFailure, SqlStreamEnd> stream(
      StreamSql intent, SqlWindow window, CallBounds bounds, SqlSink sink) {
    var call = new AuditedCall(audit, intent.statement(), bounds.trail());
    var deadline = Deadline.of(bounds);
    long limit = limit(intent.maxRows().rows());
    return call.ended(
        opened(
            intent.statement(),
            window,
            deadline,
            streams,
            call,
            (open, lever) -> new RowStream(open, lever, deadline, sink, limit).run()),
        SqlStreamEnd::rows,
        SqlStreamEnd::truncated);
  }

  /** Judges one statement and says how it would be run. */
  public Either<QueryFailure, SqlPlan> plan(PlanSql intent, SqlWindow window, CallBounds bounds) {
    var call = new AuditedCall(audit, intent.statement(), bounds.trail());
    long limit = limit(intent.maxRows().rows());
    return call.ended(
        opened(
            intent.statement(),
            window,
            Deadline.of(bounds),
            statements,
            call,
            (open, lever) -> Either.right(plan(open, limit))),
        plan -> 0,
        plan -> false);
  }

  private long limit(long asked) {
    return Math.min(asked, settings.maxStreamRows());
  }

  private static SqlPlan plan(OpenStatement open, long limit) {
    var ownLimit = open.text().ownLimit();
    String text = open.text().text();
    boolean limited = ownLimit.isPresent() && ownLimit.getAsLong() <= limit;
    return new SqlPlan(
        limited ? text : "SELECT * FROM (" + text + ") LIMIT " + limit,
        open.columns(),
        limit,
        open.windows().widest(),
        SqlNotes.of(open.windows(), limit, ownLimit, false));
  }

  /** What is done with a statement that is ready to run. */
  private interface Use<A> {
    Either<QueryFailure, A> of(OpenStatement open, Lever lever) throws SQLException;
  }

  private <A> Either<QueryFailure, A> opened(
      SqlStatement statement,
      SqlWindow window,
      Deadline deadline,
      Turnstile turnstile,
      AuditedCall call,
      Use<A> use) {
    long start = System.nanoTime();
    return turnstile.pass(
        deadline,
        release -> {
          call.waited(Duration.ofNanos(System.nanoTime() - start));
          return Supervised.run(
              deadline, lever -> judged(statement, window, call, lever, use), release);
        });
  }

  private <A> Either<QueryFailure, A> judged(
      SqlStatement statement, SqlWindow window, AuditedCall call, Lever lever, Use<A> use) {
    Either<SqlRefusal, GuardedSql> judged = guard.judge(statement.text(), statement.parameters());
    if (judged.isLeft()) {
      return Either.left(new QueryFailure.SqlRefused(judged.getLeft()));
    }
    call.parsed(judged.get());
    try (DuckDBConnection connection = connections.open()) {
      lever.hang(connection);
      try {
        Either<QueryFailure, OpenStatement> open =
            OpenStatement.open(connection, lever, guard, judged.get(), window);
        return open.isLeft() ? Either.left(open.getLeft()) : use.of(open.get(), lever);
      } finally {
        lever.release();
      }
    } catch (SQLException e) {
      return Either.left(SqlFailures.of(e, statement.text().text()));
    }
  }
}

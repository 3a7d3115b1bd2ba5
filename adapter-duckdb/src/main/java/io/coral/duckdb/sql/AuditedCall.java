package io.coral.duckdb.sql;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.sql.SqlStatement;
import io.coral.ports.CallTrail;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** One statement on its way, of which the audit hears when it has ended. */
final class AuditedCall {
  private final SqlAudit audit;
  private final SqlStatement statement;
  private final CallTrail trail;
  private final long start = System.nanoTime();
  private volatile String fingerprint = "";

  AuditedCall(SqlAudit audit, SqlStatement statement, CallTrail trail) {
    this.audit = audit;
    this.statement = statement;
    this.trail = trail;
  }

  /** Tells that the statement was let through. */
  void parsed(GuardedSql guarded) {
    if (audit.isListening()) {
      fingerprint = Fingerprint.of(guarded.tree());
      trail.parsed(fingerprint);
    }
  }

  /** Tells how long it stood still. */
  void waited(Duration time) {
    trail.waited(time);
  }

  /** Records the end, and passes the answer on. */
  <A> Either<QueryFailure, A> ended(
      Either<QueryFailure, A> answer, ToLongFunction<A> rows, Predicate<A> truncated) {
    if (audit.isListening()) {
      audit.record(
          new SqlAudit.Entry(
              trail.caller(),
              fingerprint.isEmpty() ? Fingerprint.of(statement.text().text()) : fingerprint,
              answer.fold(
                  AuditedCall::verdict, found -> truncated.test(found) ? "TRUNCATED" : "OK"),
              answer.fold(failure -> 0L, rows::applyAsLong),
              Duration.ofNanos(System.nanoTime() - start)));
    }
    return answer;
  }

  private static String verdict(QueryFailure failure) {
    return switch (failure) {
      case QueryFailure.SqlRefused refused -> refused.refusal().reason().name();
      case QueryFailure.LimitExceeded ignored -> "LIMIT_EXCEEDED";
      case QueryFailure.DeadlineExceeded ignored -> "DEADLINE_EXCEEDED";
      case QueryFailure.Cancelled ignored -> "CANCELLED";
      case QueryFailure.Unavailable ignored -> "UNAVAILABLE";
      case QueryFailure.BadArgument ignored -> "BAD_ARGUMENT";
      case QueryFailure.NotFound ignored -> "NOT_FOUND";
      case QueryFailure.NoData ignored -> "NO_DATA";
      case QueryFailure.AccessDenied ignored -> "ACCESS_DENIED";
    };
  }
}

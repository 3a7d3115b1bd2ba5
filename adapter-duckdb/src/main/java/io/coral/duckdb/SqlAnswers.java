package io.coral.duckdb;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ExecuteSql;
import io.coral.domain.query.SqlResult;
import io.coral.domain.sql.SqlRefusal;
import io.coral.domain.time.TimeWindow;
import io.coral.ports.CallBounds;
import io.vavr.control.Either;

/** Runs a caller's SQL, after judging it. */
@FunctionalInterface
interface SqlAnswers {
  /** Refuses every statement: where nothing judges SQL, none is run. */
  SqlAnswers NONE =
      (intent, applied, bounds) ->
          Either.left(
              new QueryFailure.SqlRefused(
                  SqlRefusal.of(
                      SqlRefusal.Reason.SYNTAX_NOT_ALLOWED, "this colony runs no SQL", "")));

  Either<QueryFailure, SqlResult> run(ExecuteSql intent, TimeWindow applied, CallBounds bounds);
}

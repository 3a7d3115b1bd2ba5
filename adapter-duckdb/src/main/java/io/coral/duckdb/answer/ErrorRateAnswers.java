package io.coral.duckdb.answer;

import static io.coral.duckdb.table.Rows.SERVICES;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.SQLDataType.BIGINT;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ErrorRate;
import io.vavr.control.Either;
import org.jooq.DSLContext;

/** Counts requests and those of them that failed. */
final class ErrorRateAnswers {
  private final DSLContext dsl;

  ErrorRateAnswers(DSLContext dsl) {
    this.dsl = dsl;
  }

  Either<QueryFailure, ErrorRate> answer(Senders senders, Told told) {
    var counts =
        dsl.select(sum(SERVICES.ERROR_COUNT).cast(BIGINT), sum(SERVICES.REQUEST_COUNT).cast(BIGINT))
            .from(told.services())
            .where(senders.sent(SERVICES.SENDER_ID))
            .fetchSingle();
    Long requests = counts.value2(); // NULL for no rows at all
    if (requests == null || requests == 0) {
      return Either.left(noRequests(senders, told.applied()));
    }
    return Either.right(
        new ErrorRate(counts.value1(), requests, told.applied().window(), told.applied().notes()));
  }

  private QueryFailure noRequests(Senders senders, AppliedWindow applied) {
    return new QueryFailure.NoData(
        senders.name(), applied.window(), LastData.ofRequests(dsl, senders::sent));
  }
}

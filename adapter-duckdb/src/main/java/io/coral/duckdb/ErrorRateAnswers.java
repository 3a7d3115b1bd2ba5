package io.coral.duckdb;

import static io.coral.duckdb.schema.store.Tables.SERVICE_DELTA;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.SQLDataType.BIGINT;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ErrorRate;
import io.vavr.control.Either;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/** Counts requests and those of them that failed. */
final class ErrorRateAnswers {
  private final DSLContext dsl;

  ErrorRateAnswers(DSLContext dsl) {
    this.dsl = dsl;
  }

  Either<QueryFailure, ErrorRate> answer(Senders senders, AppliedWindow applied) {
    var counts =
        dsl.select(
                sum(SERVICE_DELTA.ERROR_COUNT).cast(BIGINT),
                sum(SERVICE_DELTA.REQUEST_COUNT).cast(BIGINT))
            .from(SERVICE_DELTA)
            .where(senders.sent(SERVICE_DELTA.SENDER_ID), applied.covers(SERVICE_DELTA.MINUTE))
            .fetchSingle();
    Long requests = counts.value2(); // NULL for no rows at all
    if (requests == null || requests == 0) {
      return Either.left(noRequests(senders, applied));
    }
    return Either.right(
        new ErrorRate(counts.value1(), requests, applied.window(), applied.notes()));
  }

  private QueryFailure noRequests(Senders senders, AppliedWindow applied) {
    var last =
        LastMinute.of(
            dsl,
            SERVICE_DELTA.MINUTE,
            SERVICE_DELTA,
            senders.sent(SERVICE_DELTA.SENDER_ID).and(SERVICE_DELTA.REQUEST_COUNT.gt(0L)));
    return new QueryFailure.NoData(
        senders.name(),
        applied.window(),
        LastMinute.window(Stream.of(last).flatMap(o -> o.stream())));
  }
}

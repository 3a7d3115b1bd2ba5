package io.coral.duckdb;

import static io.coral.duckdb.Grid.START;
import static io.coral.duckdb.ScopedServices.SERVICE_NUMBER;
import static io.coral.duckdb.schema.store.Tables.SERVICE_DELTA;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.SQLDataType.BIGINT;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ErrorShare;
import io.coral.duckdb.Grid.Cell;
import io.vavr.control.Either;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/** Counts requests and those of them that failed, of many cells with one scan. */
final class ManyErrorRates {
  private final DSLContext dsl;
  private final ScopedServices services;
  private final Grid grid;

  ManyErrorRates(DSLContext dsl, ScopedServices services, Grid grid) {
    this.dsl = dsl;
    this.services = services;
    this.grid = grid;
  }

  /** The cells with requests, at least one and at most {@link Grid#most()}. */
  Either<QueryFailure, ManyCells<ErrorShare>> answer() {
    var cells = new ManyCells<ErrorShare>(services);
    dsl.select(
            SERVICE_NUMBER,
            grid.startOf(SERVICE_DELTA.MINUTE),
            sum(SERVICE_DELTA.ERROR_COUNT).cast(BIGINT),
            sum(SERVICE_DELTA.REQUEST_COUNT).cast(BIGINT))
        .from(SERVICE_DELTA)
        .join(services.numbered())
        .using(SERVICE_DELTA.SENDER_ID)
        .where(
            services.likelySent(SERVICE_DELTA.SENDER_ID),
            grid.applied().covers(SERVICE_DELTA.MINUTE),
            SERVICE_DELTA.REQUEST_COUNT.gt(0L))
        .groupBy(SERVICE_NUMBER, START)
        .limit(grid.most())
        .forEach(
            row ->
                cells.put(
                    new Cell(row.value1(), row.value2()),
                    new ErrorShare(row.value3(), row.value4())));
    return cells.isEmpty() ? Either.left(noRequests()) : grid.few(cells.size()).map(few -> cells);
  }

  private QueryFailure noRequests() {
    var last =
        LastMinute.of(
            dsl,
            SERVICE_DELTA.MINUTE,
            SERVICE_DELTA,
            services.sent(SERVICE_DELTA.SENDER_ID).and(SERVICE_DELTA.REQUEST_COUNT.gt(0L)));
    return new QueryFailure.NoData(
        "requests of " + services.scope(),
        grid.applied().window(),
        LastMinute.window(Stream.of(last).flatMap(Optional::stream)));
  }
}

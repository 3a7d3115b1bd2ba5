package io.coral.duckdb.answer;

import static io.coral.duckdb.answer.Grid.START;
import static io.coral.duckdb.answer.ScopedServices.SERVICE_NUMBER;
import static io.coral.duckdb.table.Rows.SERVICES;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.SQLDataType.BIGINT;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ErrorShare;
import io.coral.duckdb.answer.Grid.Cell;
import io.vavr.control.Either;
import org.jooq.DSLContext;

/** Counts requests and those of them that failed, of many cells with one scan. */
final class ManyErrorRates {
  private final DSLContext dsl;
  private final ScopedServices services;
  private final Told told;
  private final Grid grid;

  ManyErrorRates(DSLContext dsl, ScopedServices services, Told told) {
    this.dsl = dsl;
    this.services = services;
    this.told = told;
    this.grid = told.grid();
  }

  /** The cells with requests, at least one and at most {@link Grid#most()}. */
  Either<QueryFailure, ManyCells<ErrorShare>> answer() {
    var cells = new ManyCells<ErrorShare>(services);
    dsl.select(
            SERVICE_NUMBER,
            grid.startOf(SERVICES.MINUTE),
            sum(SERVICES.ERROR_COUNT).cast(BIGINT),
            sum(SERVICES.REQUEST_COUNT).cast(BIGINT))
        .from(told.services())
        .join(services.numbered())
        .using(SERVICES.SENDER_ID)
        .where(services.likelySent(SERVICES.SENDER_ID), SERVICES.REQUEST_COUNT.gt(0L))
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
    return new QueryFailure.NoData(
        "requests of " + services.scope(),
        grid.applied().window(),
        LastData.ofRequests(dsl, services::sent));
  }
}

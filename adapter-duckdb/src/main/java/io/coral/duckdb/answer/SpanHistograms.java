package io.coral.duckdb.answer;

import static io.coral.duckdb.answer.Grid.START;
import static io.coral.duckdb.answer.ScopedServices.SERVICE_NUMBER;
import static io.coral.duckdb.table.Rows.DURATIONS;
import static io.coral.duckdb.table.Rows.SERVICES;
import static org.jooq.impl.DSL.arrayAgg;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.INTEGER;

import io.coral.domain.histogram.LogBuckets;
import io.coral.domain.query.Percentile;
import io.coral.domain.telemetry.MetricUnit;
import io.coral.duckdb.answer.Grid.Cell;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;

/** The durations of requests, from spans. */
final class SpanHistograms implements CellHistograms {
  private static final Field<Integer> SENDER = field(name("per_sender", "sender_id"), INTEGER);
  private static final Field<Integer> BUCKET = field(name("bucket"), INTEGER);
  private static final Field<BigDecimal> COUNT = field(name("n"), BigDecimal.class);
  private static final Field<Long> TOTAL = field(name("total"), BIGINT);

  private final DSLContext dsl;
  private final ScopedServices services;
  private final Told told;
  private final Grid grid;

  SpanHistograms(DSLContext dsl, ScopedServices services, Told told) {
    this.dsl = dsl;
    this.services = services;
    this.told = told;
    this.grid = told.grid();
  }

  @Override
  public Map<Cell, Spread> spreads() {
    var spreads = new HashMap<Cell, Spread>();
    var numbered = services.numbered();
    dsl.select(
            SERVICE_NUMBER,
            grid.startOf(SERVICES.MINUTE),
            min(SERVICES.MIN_NS),
            max(SERVICES.MAX_NS))
        .from(told.services())
        .join(numbered)
        .using(SERVICES.SENDER_ID)
        .where(services.likelySent(SERVICES.SENDER_ID), SERVICES.REQUEST_COUNT.gt(0L))
        .groupBy(SERVICE_NUMBER, START)
        .limit(grid.most())
        .forEach(
            row ->
                spreads.put(
                    new Cell(row.value1(), row.value2()),
                    new Spread(
                        Percentile.FROM_SPANS,
                        MetricUnit.NANOSECONDS,
                        row.value3().doubleValue(),
                        row.value4().doubleValue(),
                        LogBuckets.RELATIVE_ERROR)));
    return spreads;
  }

  /**
   * Adds up by sender first, so that only what is left is joined with the services; and hands a
   * cell's buckets over as one row, for a row of its own costs more than the bucket.
   */
  @Override
  public void addTo(HistogramSums sums) {
    var perSender =
        select(
                DURATIONS.SENDER_ID,
                grid.startOf(DURATIONS.MINUTE),
                DURATIONS.BUCKET,
                sum(DURATIONS.REQUEST_COUNT).as(COUNT))
            .from(told.durations())
            .where(services.likelySent(DURATIONS.SENDER_ID))
            .groupBy(DURATIONS.SENDER_ID, START, DURATIONS.BUCKET)
            .asTable("per_sender");
    var perService =
        select(SERVICE_NUMBER, START, BUCKET, sum(COUNT).cast(BIGINT).as(TOTAL))
            .from(perSender)
            .join(services.numbered())
            .using(SENDER)
            .groupBy(SERVICE_NUMBER, START, BUCKET)
            .asTable("per_service");
    dsl.select(
            SERVICE_NUMBER,
            START,
            arrayAgg(BUCKET).orderBy(BUCKET),
            arrayAgg(TOTAL).orderBy(BUCKET))
        .from(perService)
        .groupBy(SERVICE_NUMBER, START)
        .forEach(
            row ->
                sums.add(
                    new Cell(row.value1(), row.value2()),
                    Percentile.FROM_SPANS,
                    MetricUnit.NANOSECONDS,
                    row.value3(),
                    row.value4()));
  }
}

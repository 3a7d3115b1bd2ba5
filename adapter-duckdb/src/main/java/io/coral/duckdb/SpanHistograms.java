package io.coral.duckdb;

import static io.coral.duckdb.Grid.START;
import static io.coral.duckdb.ScopedServices.SERVICE_NUMBER;
import static io.coral.duckdb.schema.store.Tables.DURATION_BUCKET;
import static io.coral.duckdb.schema.store.Tables.SERVICE_DELTA;
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
import io.coral.duckdb.Grid.Cell;
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
  private final Grid grid;

  SpanHistograms(DSLContext dsl, ScopedServices services, Grid grid) {
    this.dsl = dsl;
    this.services = services;
    this.grid = grid;
  }

  @Override
  public Map<Cell, Spread> spreads() {
    var spreads = new HashMap<Cell, Spread>();
    var numbered = services.numbered();
    dsl.select(
            SERVICE_NUMBER,
            grid.startOf(SERVICE_DELTA.MINUTE),
            min(SERVICE_DELTA.MIN_NS),
            max(SERVICE_DELTA.MAX_NS))
        .from(SERVICE_DELTA)
        .join(numbered)
        .using(SERVICE_DELTA.SENDER_ID)
        .where(
            services.likelySent(SERVICE_DELTA.SENDER_ID),
            grid.applied().covers(SERVICE_DELTA.MINUTE),
            SERVICE_DELTA.REQUEST_COUNT.gt(0L))
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
                DURATION_BUCKET.SENDER_ID,
                grid.startOf(DURATION_BUCKET.MINUTE),
                DURATION_BUCKET.BUCKET,
                sum(DURATION_BUCKET.REQUEST_COUNT).as(COUNT))
            .from(DURATION_BUCKET)
            .where(
                services.likelySent(DURATION_BUCKET.SENDER_ID),
                grid.applied().covers(DURATION_BUCKET.MINUTE))
            .groupBy(DURATION_BUCKET.SENDER_ID, START, DURATION_BUCKET.BUCKET)
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

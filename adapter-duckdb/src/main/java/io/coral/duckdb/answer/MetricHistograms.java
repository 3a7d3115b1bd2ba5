package io.coral.duckdb.answer;

import static io.coral.duckdb.answer.Grid.START;
import static io.coral.duckdb.answer.ScopedServices.SERVICE_NUMBER;
import static io.coral.duckdb.schema.store.Tables.STREAM;
import static io.coral.duckdb.table.Rows.METRICS;
import static io.coral.duckdb.table.Rows.VALUES;
import static org.jooq.impl.DSL.arrayAgg;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.when;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.DOUBLE;
import static org.jooq.impl.SQLDataType.INTEGER;
import static org.jooq.impl.SQLDataType.VARCHAR;

import io.coral.domain.value.MetricName;
import io.coral.duckdb.answer.Grid.Cell;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;

/** The values of a metric as it was received, under the first of its names that a cell has. */
final class MetricHistograms implements CellHistograms {
  private static final Field<Integer> STREAM_ID = field(name("per_stream", "stream_id"), INTEGER);
  private static final Field<String> METRIC = field(name("metric"), VARCHAR);
  private static final Field<String> UNIT = field(name("unit"), VARCHAR);
  private static final Field<Integer> BUCKET = field(name("bucket"), INTEGER);
  private static final Field<BigDecimal> COUNT = field(name("n"), BigDecimal.class);
  private static final Field<Long> TOTAL = field(name("total"), BIGINT);
  private static final Field<Double> LOWEST = field(name("lowest"), DOUBLE);
  private static final Field<Double> HIGHEST = field(name("highest"), DOUBLE);
  private static final Field<Double> ERROR = field(name("error"), DOUBLE);

  private final DSLContext dsl;
  private final ScopedServices services;
  private final Told told;
  private final Grid grid;
  private final List<MetricName> names;

  /**
   * @param names of the metric, the preferred one first
   */
  MetricHistograms(DSLContext dsl, ScopedServices services, Told told, List<MetricName> names) {
    this.dsl = dsl;
    this.services = services;
    this.told = told;
    this.grid = told.grid();
    this.names = List.copyOf(names);
  }

  /** Whether any of the services ever sent it. */
  boolean areKnown() {
    return dsl.fetchExists(STREAM, isAsked());
  }

  /** Values of several units cannot be merged; the unit with most values is read. */
  @Override
  public Map<Cell, Spread> spreads() {
    var candidates =
        select(
                SERVICE_NUMBER,
                grid.startOf(METRICS.MINUTE),
                STREAM.METRIC,
                STREAM.UNIT,
                min(METRICS.SAMPLE_MIN).as(LOWEST),
                max(METRICS.SAMPLE_MAX).as(HIGHEST),
                max(METRICS.RELATIVE_ERROR).as(ERROR),
                sum(METRICS.SAMPLE_COUNT).as(COUNT))
            .from(told.metrics())
            .join(STREAM)
            .on(STREAM.STREAM_ID.eq(METRICS.STREAM_ID))
            .join(services.numbered())
            .using(STREAM.SENDER_ID)
            .where(isAsked())
            .groupBy(SERVICE_NUMBER, START, STREAM.METRIC, STREAM.UNIT)
            .asTable("candidate");
    var preferred =
        rowNumber()
            .over()
            .partitionBy(SERVICE_NUMBER, START)
            .orderBy(
                when(METRIC.eq(names.getFirst().value()), inline(0)).otherwise(inline(1)),
                COUNT.desc(),
                UNIT);
    var spreads = new HashMap<Cell, Spread>();
    dsl.select(SERVICE_NUMBER, START, METRIC, UNIT, LOWEST, HIGHEST, ERROR)
        .from(candidates)
        .qualify(preferred.eq(1))
        .limit(grid.most())
        .forEach(
            row ->
                spreads.put(
                    new Cell(row.value1(), row.value2()),
                    new Spread(
                        row.value3(), row.value4(), row.value5(), row.value6(), row.value7())));
    return spreads;
  }

  @Override
  public void addTo(HistogramSums sums) {
    var perStream =
        select(
                VALUES.STREAM_ID,
                grid.startOf(VALUES.MINUTE),
                VALUES.BUCKET,
                sum(VALUES.SAMPLE_COUNT).as(COUNT))
            .from(told.values())
            .where(VALUES.STREAM_ID.in(select(STREAM.STREAM_ID).from(STREAM).where(isAsked())))
            .groupBy(VALUES.STREAM_ID, START, VALUES.BUCKET)
            .asTable("per_stream");
    var perService =
        select(
                SERVICE_NUMBER,
                START,
                STREAM.METRIC,
                STREAM.UNIT,
                BUCKET,
                sum(COUNT).cast(BIGINT).as(TOTAL))
            .from(perStream)
            .join(STREAM)
            .on(STREAM.STREAM_ID.eq(STREAM_ID))
            .join(services.numbered())
            .using(STREAM.SENDER_ID)
            .groupBy(SERVICE_NUMBER, START, STREAM.METRIC, STREAM.UNIT, BUCKET)
            .asTable("per_service");
    dsl.select(
            SERVICE_NUMBER,
            START,
            METRIC,
            UNIT,
            arrayAgg(BUCKET).orderBy(BUCKET),
            arrayAgg(TOTAL).orderBy(BUCKET))
        .from(perService)
        .groupBy(SERVICE_NUMBER, START, METRIC, UNIT)
        .forEach(
            row ->
                sums.add(
                    new Cell(row.value1(), row.value2()),
                    row.value3(),
                    row.value4(),
                    row.value5(),
                    row.value6()));
  }

  private Condition isAsked() {
    return STREAM
        .METRIC
        .in(names.stream().map(MetricName::value).toList())
        .and(services.sent(STREAM.SENDER_ID));
  }
}

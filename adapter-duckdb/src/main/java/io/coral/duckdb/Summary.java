package io.coral.duckdb;

import static io.coral.duckdb.schema.store.Store.STORE;
import static org.jooq.impl.SQLDataType.BIGINT;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of summaries that are kept by sender and minute, each in three tables of the same
 * columns. Rows with the same key add up, so that they may be added up at any time.
 */
enum Summary {
  SERVICE("service_delta", "sender_id"),
  DURATION_BUCKET("duration_bucket", "sender_id"),
  METRIC("metric_delta", "stream_id"),
  METRIC_BUCKET("metric_bucket", "stream_id");

  static final Field<Long> MINUTE = DSL.field(DSL.name("minute"), BIGINT);

  /** DuckDB's number of a row; rows of a transaction under way have higher ones than all others. */
  private static final Field<Long> ROW = DSL.field(DSL.name("rowid"), BIGINT);

  private static final long MINUTES_PER_HOUR = 60;

  private final String table;
  private final String source;

  /**
   * @param source the column that tells whose rows they are
   */
  Summary(String table, String source) {
    this.table = table;
    this.source = source;
  }

  /** The column that tells rows of one source and minute apart, where there are several. */
  private List<String> bucket() {
    return switch (this) {
      case SERVICE, METRIC -> List.of();
      case DURATION_BUCKET, METRIC_BUCKET -> List.of("bucket");
    };
  }

  private List<Measure> measures() {
    return switch (this) {
      case SERVICE ->
          List.of(
              new Measure("span_count", Sum.COUNT),
              new Measure("request_count", Sum.COUNT),
              new Measure("error_count", Sum.COUNT),
              new Measure("sum_ns", Sum.COUNT),
              new Measure("min_ns", Sum.LEAST),
              new Measure("max_ns", Sum.GREATEST));
      case DURATION_BUCKET -> List.of(new Measure("request_count", Sum.COUNT));
      case METRIC ->
          List.of(
              new Measure("sample_count", Sum.COUNT),
              new Measure("sample_sum", Sum.TOTAL),
              new Measure("sample_min", Sum.LEAST),
              new Measure("sample_max", Sum.GREATEST),
              new Measure("relative_error", Sum.GREATEST));
      case METRIC_BUCKET -> List.of(new Measure("sample_count", Sum.COUNT));
    };
  }

  /** How the rows of one key become one. */
  private enum Sum {
    /** Of what is never negative. */
    COUNT,
    /** Of any numbers. */
    TOTAL,
    LEAST,
    GREATEST
  }

  private record Measure(String column, Sum sum) {
    Field<?> added() {
      Field<Long> each = DSL.field(DSL.name(column), BIGINT);
      return switch (sum) {
        case COUNT -> DSL.function(DSL.name(STORE.getName(), "added"), BIGINT, each);
        case TOTAL -> DSL.sum(each);
        case LEAST -> DSL.min(each);
        case GREATEST -> DSL.max(each);
      };
    }
  }

  /** What arrived in the hour under way, and late for earlier ones. */
  Table<?> recent() {
    return level("recent");
  }

  /** Minutes of hours that are over. */
  Table<?> sorted() {
    return level("sorted");
  }

  /** Whole hours. */
  Table<?> hour() {
    return level("hour");
  }

  /** All minutes. */
  Table<?> minutes() {
    return DSL.table(DSL.name(STORE.getName(), table));
  }

  private Table<?> level(String level) {
    return DSL.table(DSL.name(STORE.getName(), table + "_" + level));
  }

  /** The first minute of the hour that a minute lies in. */
  static long hourOf(long minute) {
    return Math.floorDiv(minute, MINUTES_PER_HOUR) * MINUTES_PER_HOUR;
  }

  /** Whether a row's minute is at least one and before another. */
  static Condition between(long from, long to) {
    return MINUTE.ge(from).and(MINUTE.lt(to));
  }

  /** Moves recent rows to the end of the sorted ones, added up, and sorted by sender and minute. */
  void sort(DSLContext dsl, Condition which) {
    dsl.insertInto(sorted()).select(added(recent(), MINUTE, which)).execute();
    dsl.deleteFrom(recent()).where(which).execute();
  }

  /** Adds minutes up to hours. */
  void rollUp(DSLContext dsl, Condition which) {
    Field<Long> hour = MINUTE.minus(MINUTE.mod(DSL.inline(MINUTES_PER_HOUR)));
    dsl.insertInto(hour()).select(added(minutes(), hour, which)).execute();
  }

  /** Adds up rows where they are. */
  void addUp(DSLContext dsl, Table<?> where, Condition which) {
    @Nullable Long last = dsl.select(DSL.max(ROW)).from(where).where(which).fetchOne(0, Long.class);
    if (last != null) {
      dsl.insertInto(where).select(added(where, MINUTE, which)).execute();
      dsl.deleteFrom(where).where(which, ROW.le(last)).execute();
    }
  }

  private Select<?> added(Table<?> from, Field<Long> minute, Condition which) {
    List<Field<?>> by = new ArrayList<>(List.of(column(source), minute));
    bucket().forEach(bucket -> by.add(column(bucket)));
    List<Field<?>> columns = new ArrayList<>(by);
    columns.set(1, minute.as(MINUTE));
    measures().forEach(measure -> columns.add(measure.added()));
    List<Field<?>> order = new ArrayList<>(by);
    order.set(1, MINUTE); // by its name, which is that of the hour where there are hours
    return DSL.select(columns).from(from).where(which).groupBy(by).orderBy(order);
  }

  private static Field<?> column(String name) {
    return DSL.field(DSL.name(name));
  }
}

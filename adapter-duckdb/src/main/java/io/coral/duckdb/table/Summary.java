package io.coral.duckdb.table;

import static io.coral.duckdb.schema.store.Store.STORE;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.BOOLEAN;
import static org.jooq.impl.SQLDataType.INTEGER;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.SelectOrderByStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of summaries that are kept by sender and minute, each in three tables: what is recent,
 * and minutes and hours that are over, where buckets are put together to histograms. Rows with the
 * same key add up, so that they may be added up at any time.
 */
public enum Summary {
  SERVICE("service_delta", "service_delta", "sender_id"),
  DURATION_BUCKET("duration_bucket", "duration_histogram", "sender_id"),
  METRIC("metric_delta", "metric_delta", "stream_id"),
  METRIC_BUCKET("metric_bucket", "metric_histogram", "stream_id");

  public static final Field<Long> MINUTE = DSL.field(DSL.name("minute"), BIGINT);

  /** DuckDB's number of a row; rows of a transaction under way have higher ones than all others. */
  private static final Field<Long> ROW = DSL.field(DSL.name("rowid"), BIGINT);

  private static final Field<Integer> BUCKET = DSL.field(DSL.name("bucket"), INTEGER);
  private static final Field<Integer> FIRST_BUCKET = DSL.field(DSL.name("first_bucket"), INTEGER);
  private static final Field<Integer[]> BUCKETS = DSL.field(DSL.name("buckets"), INTEGER.array());
  private static final Field<Long[]> COUNTS = DSL.field(DSL.name("counts"), BIGINT.array());

  private final String table;
  private final String over;
  private final String source;

  /**
   * @param table of what is recent, and the views that all is read from
   * @param over the tables of what is over
   * @param source the column that tells whose rows they are
   */
  Summary(String table, String over, String source) {
    this.table = table;
    this.over = over;
    this.source = source;
  }

  private boolean isOfBuckets() {
    return switch (this) {
      case SERVICE, METRIC -> false;
      case DURATION_BUCKET, METRIC_BUCKET -> true;
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

  /** Where what arrived in the hour under way lies, and what came late for earlier ones. */
  public Table<?> recentTable() {
    return store(table + "_recent");
  }

  /** Where minutes of hours that are over lie. */
  public Table<?> sortedTable() {
    return store(over + "_sorted");
  }

  /** Where whole hours lie. */
  public Table<?> hourTable() {
    return store(over + "_hour");
  }

  /** All minutes, to be read: of buckets a row each, wherever and however they lie. */
  public Table<?> minutes() {
    return store(table);
  }

  /** All whole hours, to be read in the same form. */
  public Table<?> hours() {
    return store(table + "_hour");
  }

  private static Table<?> store(String name) {
    return DSL.table(DSL.name(STORE.getName(), name));
  }

  /** Whether a row's minute is at least one and before another. */
  public static Condition between(long from, long to) {
    return MINUTE.ge(from).and(MINUTE.lt(to));
  }

  /** Rows of hours before {@code until} that are not sorted yet. */
  public long waiting(DSLContext dsl, long until) {
    return dsl.fetchCount(recentTable(), MINUTE.lt(until));
  }

  /** Moves recent rows to the end of the sorted ones, added up, and sorted by sender and minute. */
  public void sort(DSLContext dsl, Condition which) {
    dsl.insertInto(sortedTable()).select(over(added(recentTable(), MINUTE, which))).execute();
    dsl.deleteFrom(recentTable()).where(which).execute();
  }

  /** Adds minutes up to hours. */
  public void rollUp(DSLContext dsl, Condition which) {
    Field<Long> hour = MINUTE.minus(MINUTE.mod(DSL.inline(Hours.HOUR)));
    dsl.insertInto(hourTable()).select(over(added(minutes(), hour, which))).execute();
  }

  /** Adds up recent rows where they are. */
  public void addUpRecent(DSLContext dsl, Condition which) {
    addUp(dsl, recentTable(), which, added(recentTable(), MINUTE, which).orderBy(key()));
  }

  /** Adds up hours where they are. */
  public void addUpHours(DSLContext dsl, Condition which) {
    addUp(dsl, hourTable(), which, over(added(hours(), MINUTE, which)));
  }

  private static void addUp(DSLContext dsl, Table<?> where, Condition which, Select<?> added) {
    @Nullable Long last = dsl.select(DSL.max(ROW)).from(where).where(which).fetchOne(0, Long.class);
    if (last != null) {
      dsl.insertInto(where).select(added).execute();
      dsl.deleteFrom(where).where(which, ROW.le(last)).execute();
    }
  }

  private SelectOrderByStep<?> added(Table<?> from, Field<Long> minute, Condition which) {
    List<Field<?>> by = key();
    by.set(1, minute);
    List<Field<?>> columns = key();
    columns.set(1, minute.as(MINUTE));
    measures().forEach(measure -> columns.add(measure.added().as(measure.column())));
    return DSL.select(columns).from(from).where(which).groupBy(by);
  }

  /**
   * Rows as the tables of what is over have them, in their order: by the minute's name, which is
   * that of the hour where there are hours.
   */
  private Select<?> over(SelectOrderByStep<?> rows) {
    return isOfBuckets() ? histograms(rows.asTable("added")) : rows.orderBy(key());
  }

  private Select<?> histograms(Table<?> rows) {
    Field<Integer> part = BUCKET.minus(BUCKET.mod(DSL.inline(HistogramRow.MOST_BUCKETS)));
    Field<Long> count = DSL.field(DSL.name(measures().getFirst().column()), BIGINT);
    var together =
        DSL.select(
                column(source),
                MINUTE,
                DSL.min(BUCKET).as(FIRST_BUCKET),
                DSL.arrayAgg(BUCKET).orderBy(BUCKET).as(BUCKETS),
                DSL.arrayAgg(count).orderBy(BUCKET).as(COUNTS))
            .from(rows)
            .groupBy(column(source), MINUTE, part)
            .asTable("together");
    return DSL.select(
            column(source),
            MINUTE,
            FIRST_BUCKET,
            DSL.function(DSL.name(STORE.getName(), "filled"), BOOLEAN.array(), BUCKETS),
            COUNTS)
        .from(together)
        .orderBy(column(source), MINUTE, FIRST_BUCKET);
  }

  /** The columns that tell rows apart; the second is the minute. */
  private List<Field<?>> key() {
    List<Field<?>> key = new ArrayList<>(List.of(column(source), MINUTE));
    if (isOfBuckets()) {
      key.add(BUCKET);
    }
    return key;
  }

  private static Field<?> column(String name) {
    return DSL.field(DSL.name(name));
  }
}

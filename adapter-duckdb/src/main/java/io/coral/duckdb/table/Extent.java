package io.coral.duckdb.table;

import static io.coral.duckdb.table.Summary.MINUTE;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * From when to when there are summaries. It is asked of deltas only: there are few, and each has
 * the minute of its buckets.
 */
public final class Extent {
  private static final List<Summary> DELTAS = List.of(Summary.SERVICE, Summary.METRIC);

  private Extent() {}

  /** The first minute from {@code from} on. */
  public static OptionalLong firstMinute(DSLContext dsl, long from) {
    return each(dsl, min(MINUTE), minutes(), MINUTE.ge(from)).min();
  }

  public static OptionalLong firstMinute(DSLContext dsl) {
    return each(dsl, min(MINUTE), minutes(), noCondition()).min();
  }

  /** The last minute that is not after {@code until}. */
  public static OptionalLong lastMinute(DSLContext dsl, long until) {
    return each(dsl, max(MINUTE), minutes(), MINUTE.le(until)).max();
  }

  public static OptionalLong firstHour(DSLContext dsl) {
    return each(dsl, min(MINUTE), DELTAS.stream().map(Summary::hours), noCondition()).min();
  }

  private static Stream<Table<?>> minutes() {
    return DELTAS.stream().map(Summary::minutes);
  }

  private static LongStream each(
      DSLContext dsl, Field<Long> what, Stream<Table<?>> tables, Condition which) {
    return tables.map(table -> minute(dsl, what, table, which)).flatMapToLong(OptionalLong::stream);
  }

  /** Of one table. */
  public static OptionalLong minute(
      DSLContext dsl, Field<Long> what, Table<?> table, Condition which) {
    @Nullable Long found = dsl.select(what).from(table).where(which).fetchOne(0, Long.class);
    return found == null ? OptionalLong.empty() : OptionalLong.of(found);
  }
}

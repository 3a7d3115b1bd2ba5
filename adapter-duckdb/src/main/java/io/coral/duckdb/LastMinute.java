package io.coral.duckdb;

import static org.jooq.impl.DSL.max;

import io.coral.domain.time.Minute;
import io.coral.domain.time.TimeWindow;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** Finds when there was data last, for answers that found none. */
final class LastMinute {
  private LastMinute() {}

  /** The latest minute of the rows that fit. */
  static Optional<Minute> of(
      DSLContext dsl, Field<Long> minute, Table<?> table, Condition condition) {
    @Nullable Long last =
        dsl.select(max(minute)).from(table).where(condition).fetchOne(0, Long.class);
    return Optional.ofNullable(last).map(Minute::new);
  }

  /** The window of the latest of {@code minutes}. */
  static Optional<TimeWindow> window(Stream<Minute> minutes) {
    return minutes
        .max(Comparator.naturalOrder())
        .map(last -> new TimeWindow(last.start(), new Minute(last.epochMinute() + 1).start()));
  }
}

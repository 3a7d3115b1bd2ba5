package io.coral.duckdb.care;

import static io.coral.duckdb.schema.store.Tables.TRACE_DELTA;
import static io.coral.duckdb.table.Summary.MINUTE;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;

import io.coral.duckdb.table.Extent;
import io.coral.duckdb.table.Hours;
import io.coral.duckdb.table.Progress;
import io.coral.duckdb.table.Summary;
import io.coral.duckdb.write.Chore;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/** Deletes minutes and traces that are over, the oldest hour first, one at a time. */
final class ForgetMinutes implements Chore {
  private final long before;
  private long done = Long.MIN_VALUE;

  /**
   * @param before minutes before are over; those that are not rolled up yet stay until they are
   */
  ForgetMinutes(long before) {
    this.before = before;
  }

  @Override
  public boolean next(DSLContext dsl) {
    var progress = Progress.of(dsl);
    long until = Math.min(Hours.hourOf(before), progress.rolledUntil());
    long first =
        Stream.of(
                Extent.firstMinute(dsl),
                Extent.minute(dsl, min(TRACE_DELTA.MINUTE), TRACE_DELTA, noCondition()))
            .flatMapToLong(OptionalLong::stream)
            .min()
            .orElse(until);
    if (Math.max(first, done) >= until) {
      return false;
    }
    long end = Hours.hourOf(Math.max(first, done)) + Hours.HOUR;
    done = end;
    for (Summary summary : Summary.values()) {
      dsl.deleteFrom(summary.sortedTable()).where(MINUTE.lt(end)).execute();
      dsl.deleteFrom(summary.recentTable()).where(MINUTE.lt(end)).execute();
    }
    dsl.deleteFrom(TRACE_DELTA).where(TRACE_DELTA.MINUTE.lt(end)).execute();
    if (end > progress.minutesFrom()) {
      Progress.minutesFrom(dsl, end);
    }
    return true;
  }
}

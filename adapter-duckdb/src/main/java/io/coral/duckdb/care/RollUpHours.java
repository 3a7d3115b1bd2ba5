package io.coral.duckdb.care;

import static io.coral.duckdb.table.Summary.between;

import io.coral.duckdb.table.Extent;
import io.coral.duckdb.table.Hours;
import io.coral.duckdb.table.Progress;
import io.coral.duckdb.table.Summary;
import io.coral.duckdb.write.Chore;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/** Adds up the hours that are over, in order: a day of them at a time where they are small. */
final class RollUpHours implements Chore {
  /** Rows of a piece, unless a single hour has more. */
  private static final long PIECE = 1_000_000;

  private final long until;

  /**
   * @param until hours before are over
   */
  RollUpHours(long until) {
    this.until = until;
  }

  @Override
  public boolean next(DSLContext dsl) {
    long done = Progress.of(dsl).rolledUntil();
    if (done >= until) {
      return false;
    }
    OptionalLong first = Extent.firstMinute(dsl, done);
    if (first.isEmpty() || first.getAsLong() >= until) {
      Progress.rolledUntil(dsl, until);
      return false;
    }
    long hour = Hours.hourOf(first.getAsLong());
    long end = Math.min(until, hour + Hours.DAY);
    if (rows(dsl, hour, end) > PIECE) {
      end = hour + Hours.HOUR;
    }
    for (Summary summary : Summary.values()) {
      summary.rollUp(dsl, between(hour, end));
    }
    Progress.rolledUntil(dsl, end);
    return true;
  }

  private static long rows(DSLContext dsl, long from, long to) {
    return Stream.of(Summary.values())
        .mapToLong(summary -> dsl.fetchCount(summary.minutes(), between(from, to)))
        .sum();
  }
}

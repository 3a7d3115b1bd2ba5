package io.coral.duckdb.care;

import static io.coral.duckdb.schema.store.Tables.IMPORTED_REQUEST;
import static io.coral.duckdb.schema.store.Tables.STREAM_STATE;
import static io.coral.duckdb.table.Summary.MINUTE;

import io.coral.duckdb.table.Extent;
import io.coral.duckdb.table.Hours;
import io.coral.duckdb.table.Summary;
import io.coral.duckdb.write.Chore;
import java.util.OptionalLong;
import org.jooq.DSLContext;

/**
 * Deletes hours that are over, the oldest day first, one at a time; at last the requests and
 * cumulative streams that nothing was heard of for as long.
 */
final class ForgetHours implements Chore {
  private final long before;
  private long done = Long.MIN_VALUE;
  private boolean last;

  /**
   * @param before hours before this minute are over
   */
  ForgetHours(long before) {
    this.before = before;
  }

  @Override
  public boolean next(DSLContext dsl) {
    if (last) {
      return false;
    }
    long until = Hours.hourOf(before);
    OptionalLong first = Extent.firstHour(dsl);
    if (first.isPresent() && Math.max(first.getAsLong(), done) < until) {
      long end = Math.min(until, Math.max(first.getAsLong(), done) + Hours.DAY);
      done = end;
      for (Summary summary : Summary.values()) {
        dsl.deleteFrom(summary.hourTable()).where(MINUTE.lt(end)).execute();
      }
      return true;
    }
    last = true;
    int requests =
        dsl.deleteFrom(IMPORTED_REQUEST).where(IMPORTED_REQUEST.MINUTE.lt(until)).execute();
    int streams = dsl.deleteFrom(STREAM_STATE).where(STREAM_STATE.MINUTE.lt(until)).execute();
    return requests + streams > 0;
  }
}

package io.coral.duckdb;

import static io.coral.duckdb.schema.store.Tables.DURATION_BUCKET_RECENT;
import static io.coral.duckdb.schema.store.Tables.DURATION_BUCKET_SORTED;
import static io.coral.duckdb.schema.store.Tables.METRIC_BUCKET_RECENT;
import static io.coral.duckdb.schema.store.Tables.METRIC_BUCKET_SORTED;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.SQLDataType.BIGINT;

import org.jooq.DSLContext;

/**
 * Adds up the recent buckets and appends them, sorted by sender and minute, to the sorted ones.
 * Each run leaves a stretch in which DuckDB skips the row groups of other senders by their minimum
 * and maximum; earlier stretches stay as they are, so the work is the same however much there is.
 */
final class Sorting {
  /**
   * Recent rows that call for a run. More would cost every question more, fewer would make the
   * stretches too short to skip anything.
   */
  static final long FULL = 2_000_000;

  /** Recent rows worth a run when the store is closed, so that a file that was filled is quick. */
  static final long WORTHWHILE = 50_000;

  private static final long UNKNOWN = -1;

  private final DSLContext dsl;
  private long waiting = UNKNOWN;

  Sorting(DSLContext dsl) {
    this.dsl = dsl;
  }

  /** Recent rows of both tables. */
  long waiting() {
    if (waiting == UNKNOWN) {
      waiting =
          (long) dsl.fetchCount(DURATION_BUCKET_RECENT) + dsl.fetchCount(METRIC_BUCKET_RECENT);
    }
    return waiting;
  }

  /** Hears of rows that were added. */
  void expect(long rows) {
    if (waiting != UNKNOWN) {
      waiting += rows;
    }
  }

  /** Hears that the rows may not be what was told. */
  void forget() {
    waiting = UNKNOWN;
  }

  void run() {
    var durations = DURATION_BUCKET_RECENT;
    dsl.insertInto(DURATION_BUCKET_SORTED)
        .select(
            select(
                    durations.SENDER_ID,
                    durations.MINUTE,
                    durations.BUCKET,
                    sum(durations.REQUEST_COUNT).cast(BIGINT))
                .from(durations)
                .groupBy(durations.SENDER_ID, durations.MINUTE, durations.BUCKET)
                .orderBy(durations.SENDER_ID, durations.MINUTE, durations.BUCKET))
        .execute();
    dsl.deleteFrom(durations).execute();
    var values = METRIC_BUCKET_RECENT;
    dsl.insertInto(METRIC_BUCKET_SORTED)
        .select(
            select(
                    values.STREAM_ID,
                    values.MINUTE,
                    values.BUCKET,
                    sum(values.SAMPLE_COUNT).cast(BIGINT))
                .from(values)
                .groupBy(values.STREAM_ID, values.MINUTE, values.BUCKET)
                .orderBy(values.STREAM_ID, values.MINUTE, values.BUCKET))
        .execute();
    dsl.deleteFrom(values).execute();
    waiting = 0;
  }
}

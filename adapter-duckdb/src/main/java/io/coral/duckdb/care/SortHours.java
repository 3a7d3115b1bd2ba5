package io.coral.duckdb.care;

import static io.coral.duckdb.table.Summary.MINUTE;
import static org.jooq.impl.DSL.count;

import io.coral.duckdb.table.Progress;
import io.coral.duckdb.table.Summary;
import io.coral.duckdb.write.Chore;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jooq.DSLContext;

/**
 * Moves what arrived for hours that are over to the sorted tables. Each piece leaves a stretch in
 * which DuckDB skips the row groups of other senders by their minimum and maximum; earlier
 * stretches stay as they are, so the work is the same however much there is.
 */
final class SortHours implements Chore {
  /** Rows of a piece, unless a single minute has more. */
  private static final long PIECE = 1_000_000;

  /**
   * Late rows that are worth a stretch of their own; fewer wait for the next hour, lest stretches
   * become too short to skip anything.
   */
  static final long WORTHWHILE = 50_000;

  private final long until;
  private final long atLeast;
  private final Queue<Summary> left = new ArrayDeque<>(List.of(Summary.values()));

  /**
   * @param until hours before are over
   * @param atLeast rows that must wait for it, if the hours before were sorted already
   */
  SortHours(long until, long atLeast) {
    this.until = until;
    this.atLeast = atLeast;
  }

  @Override
  public boolean next(DSLContext dsl) {
    long least = Progress.of(dsl).rolledUntil() < until ? 1 : atLeast;
    while (!left.isEmpty()) {
      Summary summary = left.element();
      long waiting = summary.waiting(dsl, until);
      if (waiting <= PIECE) {
        left.remove();
      }
      if (waiting >= least) {
        summary.sort(dsl, MINUTE.lt(waiting <= PIECE ? until : endOfPiece(dsl, summary)));
        return true;
      }
    }
    return false;
  }

  private long endOfPiece(DSLContext dsl, Summary summary) {
    long rows = 0;
    for (var each :
        dsl.select(MINUTE, count())
            .from(summary.recentTable())
            .where(MINUTE.lt(until))
            .groupBy(MINUTE)
            .orderBy(MINUTE)) {
      rows += each.value2();
      if (rows >= PIECE) {
        return each.value1() + 1;
      }
    }
    return until;
  }
}

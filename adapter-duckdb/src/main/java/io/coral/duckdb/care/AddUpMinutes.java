package io.coral.duckdb.care;

import static io.coral.duckdb.table.Summary.between;

import io.coral.duckdb.table.Summary;
import io.coral.duckdb.write.Chore;
import java.util.Iterator;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;

/**
 * Adds up the rows of each minute of the hour under way once it is over: a busy colony commits many
 * times a minute, and every question would read what each commit left.
 */
final class AddUpMinutes {
  /** With fewer rows of a kind there is little to win. */
  private static final int WORTHWHILE = 10_000;

  private long done;

  /** The chore at a moment; later ones go on from there, unless the clock was set back since. */
  Chore at(Moment moment) {
    if (done > moment.minutesOver()) {
      done = 0;
    }
    return new Chore() {
      private final long from = Math.max(done, moment.hoursOver());
      private final long until = moment.minutesOver();
      private final Iterator<Summary> left = List.of(Summary.values()).iterator();

      @Override
      public boolean next(DSLContext dsl) {
        Condition which = between(from, until);
        while (from < until && left.hasNext()) {
          Summary summary = left.next();
          if (dsl.fetchCount(summary.recentTable(), which) >= WORTHWHILE) {
            summary.addUpRecent(dsl, which);
            done = until;
            return true;
          }
        }
        return false;
      }
    };
  }
}

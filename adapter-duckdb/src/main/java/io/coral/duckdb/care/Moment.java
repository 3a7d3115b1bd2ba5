package io.coral.duckdb.care;

import io.coral.domain.time.Minute;
import io.coral.duckdb.table.Hours;
import java.time.Instant;

/**
 * The time of one round of care. What is over by then may still get late telemetry, which counts
 * all the same; it is only that little more is expected.
 *
 * @param minute the one under way
 */
record Moment(long minute) {
  private static final long GRACE_MINUTES = 5;

  static Moment of(Instant now) {
    return new Moment(Minute.of(now).epochMinute());
  }

  /** Minutes before this one are over, and senders had another to tell of them. */
  long minutesOver() {
    return minute - 1;
  }

  /** Hours before this one are over, and senders had some time to tell of them. */
  long hoursOver() {
    return Hours.hourOf(minute - GRACE_MINUTES);
  }
}

package io.coral.duckdb.care;

import io.coral.duckdb.held.Held;
import io.coral.duckdb.table.Hours;

/** How much must go where a file takes more than it may. */
final class DiskBudget {
  /** What is left in use of what may be, so that there is some time until the next hour must go. */
  private static final double LEFT = 0.9;

  private DiskBudget() {}

  /**
   * The minute before which all minutes are to go, if each takes the same room.
   *
   * @param used bytes, more than {@code most}
   * @param oldest the first minute there is
   * @param end after the last one
   */
  static long forgetBefore(long used, long most, long oldest, long end) {
    double share = (used - LEFT * most) / used;
    long hours = (long) Math.ceil((end - oldest) * share / Hours.HOUR);
    return Math.min(Hours.hourOf(oldest) + hours * Hours.HOUR, end - Held.MINUTES);
  }
}

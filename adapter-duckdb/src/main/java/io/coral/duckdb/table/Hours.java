package io.coral.duckdb.table;

/** Hours and days as minutes since 1970 have them. */
public final class Hours {
  public static final long HOUR = 60;
  public static final long DAY = 24 * HOUR;

  private Hours() {}

  /** The first minute of the hour that a minute lies in. */
  public static long hourOf(long minute) {
    return Math.floorDiv(minute, HOUR) * HOUR;
  }
}

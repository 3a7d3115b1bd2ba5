package io.coral.duckdb.held;

import io.coral.duckdb.table.Progress;
import java.util.Optional;
import java.util.OptionalLong;

/** Where what is held in memory comes from. What it returns becomes its caller's. */
public interface HeldSource {
  Progress progress();

  /** The first hour that is told by hours. */
  OptionalLong firstHour();

  /** How many cells the minutes from one until before another have, at most. */
  long cellsOfMinutes(long from, long to);

  /** The same of hours that were rolled up. */
  long cellsOfHours(long from, long to);

  /**
   * All minutes from one until before another, and all who ever sent anything.
   *
   * @param room bytes that they may take
   * @return empty if they take more
   */
  Optional<HeldSenders> minutes(long from, long to, long room);

  /** The same of hours that were rolled up. */
  Optional<HeldSenders> hours(long from, long to, long room);
}

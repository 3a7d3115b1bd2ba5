package io.coral.duckdb;

import java.util.OptionalLong;

/** Where what is held in memory comes from. What it returns becomes its caller's. */
interface HeldSource {
  Progress progress();

  /** The first hour that is told by hours. */
  OptionalLong firstHour();

  /** All minutes from one until before another, and all who ever sent anything. */
  HeldSenders minutes(long from, long to);

  /** The same of hours that were rolled up. */
  HeldSenders hours(long from, long to);
}

package io.coral.duckdb.held;

import io.coral.duckdb.table.Hours;
import java.util.List;
import java.util.NavigableMap;
import java.util.stream.LongStream;

/**
 * What tells of a window in memory: whole hours where they lie in the past, minutes before and
 * after them. All are counted in minutes, and half-open.
 *
 * @param from the first minute
 * @param firstHour where minutes end and hours begin
 * @param lastHour where hours end and minutes go on
 * @param to after the last minute
 */
public record HeldWindow(long from, long firstHour, long lastHour, long to) {
  /** A window of which minutes tell alone. */
  static HeldWindow ofMinutes(long from, long to) {
    return new HeldWindow(from, to, to, to);
  }

  /**
   * A window of which hours tell as far as they can.
   *
   * @param hoursUntil minutes tell of what is later
   */
  static HeldWindow ofHours(long from, long to, long hoursUntil) {
    long first = hourAfter(from);
    long last = Math.min(Hours.hourOf(to), hoursUntil);
    return first < last ? new HeldWindow(from, first, last, to) : ofMinutes(from, to);
  }

  /** The first hour that begins at a minute or after it. */
  static long hourAfter(long minute) {
    return Hours.hourOf(minute + Hours.HOUR - 1);
  }

  boolean hasHours() {
    return firstHour < lastHour;
  }

  /** The hours of which it needs minutes before {@code floor}. */
  LongStream edges(long floor) {
    return LongStream.concat(
            hoursOf(from, Math.min(firstHour, floor)), hoursOf(lastHour, Math.min(to, floor)))
        .distinct();
  }

  private static LongStream hoursOf(long from, long to) {
    return LongStream.iterate(
        Hours.hourOf(from), hour -> from < to && hour < to, hour -> hour + Hours.HOUR);
  }

  /** What it needs of some cells, the earliest first. */
  public List<NavigableMap<Long, HeldCell>> of(HeldCells cells) {
    return List.of(
        cells.minutes(from, firstHour),
        cells.hours(firstHour, lastHour),
        cells.minutes(lastHour, to));
  }
}

package io.coral.duckdb.held;

import io.coral.duckdb.table.Hours;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * What one sender reported of its requests, or of one metric: minute by minute, and added up hour
 * by hour. What changes it returns by how many bytes it grew.
 */
public final class HeldCells {
  private final NavigableMap<Long, HeldCell> minutes = new TreeMap<>();
  private final NavigableMap<Long, HeldCell> hours = new TreeMap<>();

  NavigableMap<Long, HeldCell> minutes(long from, long to) {
    return minutes.subMap(from, true, to, false);
  }

  NavigableMap<Long, HeldCell> hours(long from, long to) {
    return hours.subMap(from, true, to, false);
  }

  boolean isEmpty() {
    return minutes.isEmpty() && hours.isEmpty();
  }

  long bytes() {
    return bytes(minutes.values()) + bytes(hours.values());
  }

  OptionalLong firstHour() {
    return hours.isEmpty() ? OptionalLong.empty() : OptionalLong.of(hours.firstKey());
  }

  long addMinute(long minute, HeldCell cell) {
    return add(minutes, minute, cell);
  }

  /** Adds to the hour that a minute lies in. */
  long addHour(long minute, HeldCell cell) {
    return add(hours, Hours.hourOf(minute), cell);
  }

  private static long add(NavigableMap<Long, HeldCell> cells, long key, HeldCell cell) {
    HeldCell before = cells.get(key);
    HeldCell after = before == null ? cell : before.merge(cell);
    cells.put(key, after);
    return after.bytes() - (before == null ? 0 : before.bytes());
  }

  /** Adds all that other cells have. */
  long addAll(HeldCells others) {
    long grown = 0;
    for (var each : others.minutes.entrySet()) {
      grown += addMinute(each.getKey(), each.getValue());
    }
    for (var each : others.hours.entrySet()) {
      grown += addHour(each.getKey(), each.getValue());
    }
    return grown;
  }

  /** Adds minutes to their hours, too. */
  long rollUp(long from, long to) {
    long grown = 0;
    for (var each : minutes(from, to).entrySet()) {
      grown += addHour(each.getKey(), each.getValue());
    }
    return grown;
  }

  /**
   * Lets go of minutes.
   *
   * @param kept hours whose minutes stay
   */
  long dropMinutes(long from, long to, LongPredicate kept) {
    var old = minutes(from, to);
    long before = bytes(old.values());
    old.keySet().removeIf(minute -> !kept.test(Hours.hourOf(minute)));
    return bytes(old.values()) - before;
  }

  long dropHoursBefore(long hour) {
    var old = hours.headMap(hour);
    long before = bytes(old.values());
    old.clear();
    return -before;
  }

  private static long bytes(Collection<HeldCell> cells) {
    return cells.stream().mapToLong(HeldCell::bytes).sum();
  }
}

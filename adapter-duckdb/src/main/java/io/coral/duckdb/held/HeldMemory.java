package io.coral.duckdb.held;

import io.coral.domain.value.ServiceInstance;
import io.coral.duckdb.table.Hours;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What is held, and what goes first where there is too much: minutes from a floor on, which become
 * hours when they fall below it; the hours before them; and some of those hours' minutes, since
 * windows begin or end within them. Not thread-safe, but for noting what is asked for.
 */
final class HeldMemory {
  /** What nobody has asked for in so many minutes goes first. */
  static final long IDLE = 30;

  /** Minutes that go at once where there are too many. */
  private static final long EARLY = 10;

  /** Hours whose minutes are held: a window has two at most, and askers have few windows. */
  private static final int MOST_EDGES = 8;

  private final long budget;
  private final HeldSenders senders = new HeldSenders();
  private final LastAsked edges = new LastAsked();

  /** Where the hours of windows begin that were answered. */
  private final LastAsked starts = new LastAsked();

  private long floor;

  /** Hours are held from this one on, until the first that begins above the floor. */
  private long hoursFrom;

  private long bytes;

  /**
   * @param budget bytes to take, at most
   */
  HeldMemory(long budget) {
    this.budget = budget;
  }

  /**
   * Holds minutes, and nothing else.
   *
   * @param minutes all from {@code from} on
   * @param over minutes before are over: the store has hours only
   */
  void begin(HeldSenders minutes, long from, long over) {
    clear();
    floor = from;
    hoursFrom = Math.max(HeldWindow.hourAfter(from), over);
    bytes = senders.addAll(minutes);
  }

  void clear() {
    senders.clear();
    edges.clear();
    starts.clear();
    bytes = 0;
  }

  Map<ServiceInstance, HeldSenders.Sender> all() {
    return senders.all();
  }

  HeldSenders senders() {
    return senders;
  }

  long floor() {
    return floor;
  }

  long hoursFrom() {
    return hoursFrom;
  }

  long bytes() {
    return bytes;
  }

  /** Bytes that more may take. */
  long room() {
    return budget - bytes;
  }

  /**
   * A window as it is held, or would be.
   *
   * @param from its first minute
   * @param to after its last one
   * @param hoursFit whether hours may tell of it
   */
  HeldWindow window(long from, long to, boolean hoursFit) {
    return from >= floor || !hoursFit
        ? HeldWindow.ofMinutes(from, to)
        : HeldWindow.ofHours(from, to, HeldWindow.hourAfter(floor));
  }

  boolean has(HeldWindow window) {
    return (!window.hasHours() || window.firstHour() >= hoursFrom)
        && window.edges(floor).allMatch(edges::has);
  }

  /** Whether a window could be held: hours tell of it, but for its two edges. */
  boolean mayHave(HeldWindow window) {
    return window.hasHours() || window.edges(floor).count() <= 2;
  }

  /** An hour whose minutes it lacks for a window; there must be one. */
  long lacking(HeldWindow window) {
    return window.edges(floor).filter(hour -> !edges.has(hour)).findFirst().orElseThrow();
  }

  /** That a window is asked for which it has. Others may note theirs at the same time. */
  void note(HeldWindow window, long now) {
    if (window.hasHours()) {
      starts.note(window.firstHour(), now);
    }
    window.edges(floor).forEach(hour -> edges.noteAgain(hour, now));
  }

  /** Adds what was reported of a minute. */
  void put(HeldCells cells, long minute, HeldCell cell) {
    long hour = Hours.hourOf(minute);
    if (minute >= floor || edges.has(hour)) {
      bytes += cells.addMinute(minute, cell);
    }
    if (hour >= hoursFrom && hour < HeldWindow.hourAfter(floor)) {
      bytes += cells.addHour(minute, cell);
    }
  }

  /** Adds all hours from one until the first that it has. */
  void putHours(HeldSenders hours, long from) {
    bytes += senders.addAll(hours);
    hoursFrom = from;
  }

  /** Adds all minutes of an hour that lie below the floor. */
  void putEdge(HeldSenders minutes, long hour, long now) {
    bytes += senders.addAll(minutes);
    if (edges.size() == MOST_EDGES) {
      edges.longestAgo().ifPresent(this::dropEdge);
    }
    edges.note(hour, now);
  }

  /**
   * Makes room for a piece of a window out of what nobody asks for.
   *
   * @param wanted bytes
   */
  void makeRoom(long wanted, HeldWindow window, long now) {
    for (long edge : edges.notSince(now - IDLE)) {
      if (room() < wanted && window.edges(floor).noneMatch(hour -> hour == edge)) {
        dropEdge(edge);
      }
    }
    if (room() < wanted) {
      long first = starts.firstSince(now - IDLE).orElse(Long.MAX_VALUE);
      dropHoursBefore(Math.min(first, window.firstHour()));
    }
  }

  /**
   * Drops what is too old, and more where that is too much.
   *
   * @return whether there is room for the minute under way
   */
  boolean settle(long now) {
    starts.notSince(now - IDLE).forEach(starts::remove);
    if (now - Held.MINUTES > floor) {
      raise(now - Held.MINUTES);
    }
    while (room() < 0) {
      if (floor > now) {
        return false;
      }
      drop(now);
    }
    return true;
  }

  /** What nobody asks for first, then hours, the earliest first, then edges, then minutes. */
  private void drop(long now) {
    var idle = edges.notSince(now - IDLE);
    OptionalLong firstHour = senders.firstHour();
    if (!idle.isEmpty()) {
      dropEdge(idle.getFirst());
    } else if (firstHour.isPresent()) {
      dropHoursBefore(firstHour.getAsLong() + Hours.DAY);
    } else if (edges.size() > 0) {
      edges.longestAgo().ifPresent(this::dropEdge);
    } else {
      raise(floor + EARLY);
    }
  }

  private void raise(long minute) {
    long before = floor;
    long hours = Math.max(HeldWindow.hourAfter(before), hoursFrom);
    long end = Math.max(HeldWindow.hourAfter(minute), hours);
    floor = minute;
    bytes += senders.change(cells -> cells.rollUp(hours, end));
    bytes += senders.change(cells -> cells.dropMinutes(before, minute, edges::has));
  }

  /** Drops all that is told by hours which lie before one, and these. */
  void dropBefore(long hour) {
    dropHoursBefore(hour);
    edges.before(hour).forEach(this::dropEdge);
  }

  private void dropHoursBefore(long hour) {
    long end = Math.min(hour, HeldWindow.hourAfter(floor));
    if (end > hoursFrom) {
      hoursFrom = end;
      bytes += senders.change(cells -> cells.dropHoursBefore(end));
    }
  }

  private void dropEdge(long hour) {
    edges.remove(hour);
    long end = Math.min(hour + Hours.HOUR, floor);
    bytes += senders.change(cells -> cells.dropMinutes(hour, end, edges::has));
  }
}

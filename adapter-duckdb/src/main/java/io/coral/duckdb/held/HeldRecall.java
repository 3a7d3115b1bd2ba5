package io.coral.duckdb.held;

import io.coral.duckdb.table.Hours;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Lock;

/**
 * Reads pieces of what is missing in memory, of sizes for which the writer can be kept from its
 * work, and only what there is room for. Where that fails, it pauses.
 */
final class HeldRecall {
  /** For so many minutes nothing is read of a window that could not be, or of longer ones. */
  static final long PAUSE = 10;

  /** Cells that are read at once. */
  private static final long PIECE = 20_000;

  /** The same of the minutes of an hour, which are not divided. */
  private static final long LARGEST_EDGE = 60_000;

  /** What a cell may well take. */
  private static final long TYPICAL_BYTES = 4 * HeldCell.CELL_BYTES;

  private final HeldMemory memory;
  private final Lock lock;
  private long pausedUntil = Long.MIN_VALUE;

  /** Windows that begin in this hour or before have a pause. */
  private long pausedHour = Long.MIN_VALUE;

  /**
   * @param memory changed by nobody else meanwhile
   * @param lock to be held where it is changed
   */
  HeldRecall(HeldMemory memory, Lock lock) {
    this.memory = memory;
    this.lock = lock;
  }

  /**
   * Reads the next piece of a window: some hours, or the minutes of one.
   *
   * @param window that may be held, and is not yet
   * @param now the minute under way
   * @return what puts it into memory; empty if it cannot be held, or not now
   */
  Optional<Runnable> piece(HeldWindow window, long now, HeldSource source) {
    long hour = Hours.hourOf(window.from());
    if (now < pausedUntil && hour <= pausedHour) {
      return Optional.empty();
    }
    boolean lacksHours = window.hasHours() && window.firstHour() < memory.hoursFrom();
    if (lacksHours && source.progress().rolledUntil() < memory.hoursFrom()) {
      return Optional.empty(); // which they will be in a moment
    }
    pausedUntil = now + PAUSE; // also where reading throws
    pausedHour = hour;
    Optional<Runnable> piece = lacksHours ? hours(window, now, source) : edge(window, now, source);
    if (piece.isPresent()) {
      pausedUntil = now;
    }
    return piece;
  }

  private Optional<Runnable> hours(HeldWindow window, long now, HeldSource source) {
    long to = memory.hoursFrom();
    OptionalLong first = source.firstHour();
    boolean last =
        to - Hours.DAY <= window.firstHour()
            || first.isEmpty()
            || first.getAsLong() >= to - Hours.DAY;
    long day = last ? window.firstHour() : to - Hours.DAY;
    long from =
        source.cellsOfHours(day, to) > PIECE ? Math.max(window.firstHour(), to - Hours.HOUR) : day;
    return isRoom(source.cellsOfHours(from, to), window, now)
        ? source.hours(from, to, memory.room()).map(hours -> () -> memory.putHours(hours, from))
        : Optional.empty();
  }

  private Optional<Runnable> edge(HeldWindow window, long now, HeldSource source) {
    long hour = memory.lacking(window);
    long end = Math.min(hour + Hours.HOUR, memory.floor());
    long cells = source.cellsOfMinutes(hour, end);
    return cells <= LARGEST_EDGE && isRoom(cells, window, now)
        ? source
            .minutes(hour, end, memory.room())
            .map(minutes -> () -> memory.putEdge(minutes, hour, now))
        : Optional.empty();
  }

  /** Makes room for cells, as far as nobody asks for what has to go. */
  private boolean isRoom(long cells, HeldWindow window, long now) {
    lock.lock();
    try {
      memory.makeRoom(cells * TYPICAL_BYTES, window, now);
      return memory.room() >= cells * HeldCell.CELL_BYTES;
    } finally {
      lock.unlock();
    }
  }
}

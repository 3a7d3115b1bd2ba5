package io.coral.duckdb;

import static java.util.Comparator.comparingLong;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The hours of the past whose minutes are held, since windows begin or end within them: few, of
 * which the one that was asked for longest ago goes first. Only the writer changes it.
 */
final class HeldEdges {
  /** A window has two at most, and askers have few windows. */
  private static final int MOST = 8;

  private final AtomicLong asked = new AtomicLong();
  private final Map<Long, AtomicLong> askedLast = new ConcurrentHashMap<>();

  /** Whether an hour is one of them, of which this is a question. */
  boolean has(long hour) {
    var last = askedLast.get(hour);
    if (last == null) {
      return false;
    }
    last.set(asked.incrementAndGet());
    return true;
  }

  Set<Long> all() {
    return askedLast.keySet();
  }

  boolean isEmpty() {
    return askedLast.isEmpty();
  }

  /**
   * Adds an hour.
   *
   * @return the one that had to go for it, if any
   */
  OptionalLong add(long hour) {
    OptionalLong gone =
        askedLast.size() < MOST ? OptionalLong.empty() : OptionalLong.of(removeOne());
    askedLast.put(hour, new AtomicLong(asked.incrementAndGet()));
    return gone;
  }

  /** Removes the hour that was asked for longest ago; there must be one. */
  long removeOne() {
    long hour =
        askedLast.entrySet().stream()
            .min(comparingLong(each -> each.getValue().get()))
            .orElseThrow()
            .getKey();
    askedLast.remove(hour);
    return hour;
  }

  /** Removes earlier hours, and returns them. */
  List<Long> removeBefore(long hour) {
    var old = askedLast.keySet().stream().filter(each -> each < hour).toList();
    old.forEach(askedLast::remove);
    return old;
  }

  void clear() {
    askedLast.clear();
  }
}

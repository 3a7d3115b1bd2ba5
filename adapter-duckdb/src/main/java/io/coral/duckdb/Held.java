package io.coral.duckdb;

import io.coral.domain.summary.MetricDelta;
import io.coral.domain.summary.ServiceDelta;
import io.coral.domain.summary.SummaryDeltas;
import io.coral.domain.value.ServiceInstance;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Summaries in memory, ready to merge: the minutes of the last two hours, which are asked for most,
 * and of what was before them the hours that questions have asked for, with the minutes at the
 * edges of their windows. It has all that was committed for what it holds: the writer adds a batch
 * as soon as it is committed, and no question sees half of it.
 *
 * <p>Minutes are held from a floor on, which rises with time; those that fall below it are added up
 * to hours. What is older, a question finds missing, and the writer brings it back for the next.
 * Where a budget of bytes is passed, the oldest goes first. Thread-safe; one writer.
 */
final class Held {
  static final long MINUTES = 120;

  private static final Logger LOG = System.getLogger(Held.class.getName());

  /** Minutes that go at once where there are too many. */
  private static final long EARLY = 10;

  /** Minutes of the hours that come and go at once. */
  private static final long DAY = 24 * RollUpHours.HOUR;

  /** For so many minutes nothing is brought back after there was no room for it. */
  private static final long PAUSE = 60;

  private final long budget;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final HeldSenders senders = new HeldSenders();
  private final HeldEdges edges = new HeldEdges();
  private long floor;

  /** Hours are held from this one on, until the first that begins above the floor. */
  private long hoursFrom;

  /** Minutes before are over: the store has hours only. */
  private long minutesFrom;

  private long bytes;
  private boolean complete;
  private boolean hopeless;

  /** Nothing is brought back before this minute. */
  private long fullUntil = Long.MIN_VALUE;

  /** What the last question missed that was not answered. */
  private volatile @Nullable HeldWindow missed;

  /**
   * @param budget bytes to take, at most; 0 for none at all
   */
  Held(long budget) {
    this.budget = budget;
    hopeless = budget == 0;
  }

  /** What a question is answered from; it must not be kept. */
  record View(Map<ServiceInstance, HeldSenders.Sender> senders, HeldWindow window) {}

  /**
   * Answers from memory.
   *
   * @param from the first minute that is asked about
   * @param to after the last one
   * @param hoursFit whether hours may tell of the window
   * @return empty if the window is not held, or {@code question} has no answer
   */
  <A> Optional<A> ask(long from, long to, boolean hoursFit, Function<View, Optional<A>> question) {
    lock.readLock().lock();
    try {
      if (!complete || from < minutesFrom) {
        return Optional.empty();
      }
      HeldWindow window =
          from >= floor || !hoursFit
              ? HeldWindow.ofMinutes(from, to)
              : HeldWindow.ofHours(from, to, HeldWindow.hourAfter(floor));
      if (!isHeld(window)) {
        missed = window;
        return Optional.empty();
      }
      return question.apply(new View(senders.all(), window));
    } finally {
      lock.readLock().unlock();
    }
  }

  private boolean isHeld(HeldWindow window) {
    return (!window.hasHours() || window.firstHour() >= hoursFrom)
        && window.edges(floor).allMatch(edges::has);
  }

  /** Whether a question missed something that may be brought back. */
  boolean isMissing() {
    return missed != null;
  }

  /** Whether it is to be filled from the store before the next batch is added. */
  boolean isWanting() {
    lock.readLock().lock();
    try {
      return !complete && !hopeless;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Bytes taken, roughly. */
  long bytes() {
    lock.readLock().lock();
    try {
      return bytes;
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Fills it with the last two hours. Questions are answered from the store meanwhile.
   *
   * @param now the minute under way
   * @param source of all that is committed
   */
  void fill(long now, HeldSource source) {
    forget();
    long from = now - MINUTES;
    HeldSenders recent = source.minutes(from, Long.MAX_VALUE);
    long over = source.progress().minutesFrom();
    lock.writeLock().lock();
    try {
      floor = from;
      minutesFrom = over;
      hoursFrom = Math.max(HeldWindow.hourAfter(from), over);
      bytes = senders.addAll(recent);
      complete = true;
      settle(now);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * Brings back a piece of what a question missed: some hours, or the minutes of one. There may be
   * more that {@link #isMissing}.
   *
   * @param now the minute under way
   */
  void recall(long now, HeldSource source) {
    HeldWindow window = missed;
    missed = null;
    if (window == null || !complete || window.from() < minutesFrom || now < fullUntil) {
      return;
    }
    boolean more =
        (window.hasHours() && window.firstHour() < hoursFrom)
            ? recallHours(window, now, source)
            : recallEdge(window, now, source);
    if (more && !isHeld(window)) {
      missed = window;
    }
  }

  private boolean recallHours(HeldWindow window, long now, HeldSource source) {
    if (source.progress().rolledUntil() < hoursFrom) {
      return false;
    }
    long day = hoursFrom - DAY;
    OptionalLong first = source.firstHour();
    boolean last = day <= window.firstHour() || first.isEmpty() || first.getAsLong() >= day;
    long from = last ? window.firstHour() : day;
    return take(source.hours(from, hoursFrom), now, () -> hoursFrom = from);
  }

  private boolean recallEdge(HeldWindow window, long now, HeldSource source) {
    var lacking = window.edges(floor).filter(hour -> !edges.has(hour)).limit(3).toArray();
    if (lacking.length == 0
        || lacking.length > 2) { // a window has two edges: this one has no hours
      return false;
    }
    long hour = lacking[0];
    HeldSenders minutes = source.minutes(hour, Math.min(hour + RollUpHours.HOUR, floor));
    return take(minutes, now, () -> edges.add(hour).ifPresent(this::dropMinutes));
  }

  private boolean take(HeldSenders more, long now, Runnable taken) {
    lock.writeLock().lock();
    try {
      if (!complete) {
        return false;
      }
      if (bytes + more.bytes() > budget) {
        fullUntil = now + PAUSE;
        return false;
      }
      bytes += senders.addAll(more);
      taken.run();
      return true;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * Adds what was committed.
   *
   * @param now the minute under way
   */
  void add(SummaryDeltas deltas, long now) {
    lock.writeLock().lock();
    try {
      if (complete) {
        for (ServiceDelta delta : deltas.services()) {
          put(senders.requests(delta.sender()), delta.minute().epochMinute(), HeldCell.of(delta));
        }
        for (MetricDelta delta : deltas.metrics()) {
          var metric = new HeldSenders.Metric(delta.metric().value(), delta.unit());
          put(
              senders.values(delta.sender(), metric),
              delta.minute().epochMinute(),
              HeldCell.of(delta));
        }
        deltas.traces().forEach(trace -> senders.sender(trace.sender()));
        settle(now);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void put(HeldCells cells, long minute, HeldCell cell) {
    long hour = Summary.hourOf(minute);
    if (minute >= floor || edges.all().contains(hour)) {
      bytes += cells.addMinute(minute, cell);
    }
    if (hour >= hoursFrom && hour < HeldWindow.hourAfter(floor)) {
      bytes += cells.addHour(minute, cell);
    }
  }

  /**
   * Drops what is too old. Where the clock was set back so far that all that is held lies ahead, it
   * begins anew: else it would be of no use until the clock has caught up.
   *
   * @param now the minute under way
   */
  void age(long now) {
    lock.writeLock().lock();
    try {
      if (complete && floor > now) {
        clear();
      }
      settle(now);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * Lets go of minutes that are over in the store, and of their hours.
   *
   * @param minute the first that is not over; a whole hour
   */
  void forgetBefore(long minute) {
    lock.writeLock().lock();
    try {
      if (minute > minutesFrom) {
        minutesFrom = minute;
        dropHoursBefore(minute);
        edges.removeBefore(minute).forEach(this::dropMinutes);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Lets go of what it has, since it may not be what the store has. */
  void forget() {
    lock.writeLock().lock();
    try {
      clear();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void clear() {
    complete = false;
    senders.clear();
    edges.clear();
    bytes = 0;
    fullUntil = Long.MIN_VALUE;
  }

  /** Drops what is too old, and more where that is too much. */
  private void settle(long now) {
    if (now - MINUTES > floor) {
      raise(now - MINUTES);
    }
    while (complete && bytes > budget) {
      OptionalLong firstHour = senders.firstHour();
      if (firstHour.isPresent()) {
        dropHoursBefore(Math.min(firstHour.getAsLong() + DAY, HeldWindow.hourAfter(floor)));
      } else if (!edges.isEmpty()) {
        dropMinutes(edges.removeOne());
      } else if (floor > now) {
        LOG.log(Level.WARNING, "too much arrives to hold any of it in memory");
        hopeless = true;
        clear();
      } else {
        raise(floor + EARLY);
      }
    }
  }

  private void raise(long minute) {
    long before = floor;
    long hours = Math.max(HeldWindow.hourAfter(before), hoursFrom);
    long end = Math.max(HeldWindow.hourAfter(minute), hours);
    floor = minute;
    bytes += senders.change(cells -> cells.rollUp(hours, end));
    bytes += senders.change(cells -> cells.dropMinutes(before, minute, edges.all()));
  }

  private void dropHoursBefore(long hour) {
    hoursFrom = Math.max(hoursFrom, hour);
    bytes += senders.change(cells -> cells.dropHoursBefore(hoursFrom));
  }

  /** Of an hour that is no edge any longer. */
  private void dropMinutes(long hour) {
    long end = Math.min(hour + RollUpHours.HOUR, floor);
    bytes += senders.change(cells -> cells.dropMinutes(hour, end, edges.all()));
  }
}

package io.coral.duckdb.held;

import io.coral.domain.summary.MetricDelta;
import io.coral.domain.summary.ServiceDelta;
import io.coral.domain.summary.SummaryDeltas;
import io.coral.domain.value.ServiceInstance;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
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
 * <p>What is older, a question finds missing, and the writer brings it back for the next, a piece
 * at a time, as far as the budget of bytes has room beside what others ask for. Thread-safe; one
 * writer.
 */
public final class Held {
  public static final long MINUTES = 120;

  private static final Logger LOG = System.getLogger(Held.class.getName());

  private final long budget;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final HeldMemory memory;
  private final HeldRecall recall;
  private final LastSeen lastSeen = new LastSeen();

  /** Minutes before are over: the store has hours only. */
  private long minutesFrom;

  private boolean complete;
  private boolean hopeless;

  /** The minute under way, as the writer saw it last. */
  private volatile long lately;

  /** What the last question missed that was not answered. */
  private volatile @Nullable HeldWindow missed;

  /**
   * @param budget bytes to take, at most; 0 for none at all
   */
  public Held(long budget) {
    this.budget = budget;
    memory = new HeldMemory(budget);
    recall = new HeldRecall(memory, lock.writeLock());
    hopeless = budget == 0;
  }

  /** What a question is answered from; it must not be kept. */
  public record View(Map<ServiceInstance, HeldSenders.Sender> senders, HeldWindow window) {}

  /**
   * Answers from memory.
   *
   * @param from the first minute that is asked about
   * @param to after the last one
   * @param hoursFit whether hours may tell of the window
   * @return empty if the window is not held, or {@code question} has no answer
   */
  public <A> Optional<A> ask(
      long from, long to, boolean hoursFit, Function<View, Optional<A>> question) {
    lock.readLock().lock();
    try {
      if (!complete || from < minutesFrom) {
        return Optional.empty();
      }
      HeldWindow window = memory.window(from, to, hoursFit);
      if (!memory.has(window)) {
        if (memory.mayHave(window)) {
          missed = window;
        }
        return Optional.empty();
      }
      memory.note(window, lately);
      return question.apply(new View(memory.all(), window));
    } finally {
      lock.readLock().unlock();
    }
  }

  /** When each sender was seen last. */
  public LastSeen lastSeen() {
    return lastSeen;
  }

  /** Whether a question missed something that may be brought back. */
  public boolean isMissing() {
    return missed != null;
  }

  /** Whether it is to be filled from the store before the next batch is added. */
  public boolean isWanting() {
    lock.readLock().lock();
    try {
      return !complete && !hopeless;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Bytes taken, roughly. */
  public long bytes() {
    lock.readLock().lock();
    try {
      return memory.bytes();
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Fills it with the last two hours, or as much of them as there is room for. Questions are
   * answered from the store meanwhile.
   *
   * @param now the minute under way
   * @param source of all that is committed
   */
  public void fill(long now, HeldSource source) {
    long length = MINUTES;
    Optional<HeldSenders> recent = source.minutes(now - length, Long.MAX_VALUE, budget);
    while (recent.isEmpty() && length > 0) {
      length /= 2;
      recent = source.minutes(now - length, Long.MAX_VALUE, budget);
    }
    long over = source.progress().minutesFrom();
    lock.writeLock().lock();
    try {
      if (recent.isEmpty()) {
        giveUp();
        return;
      }
      lately = now;
      minutesFrom = over;
      memory.begin(recent.get(), now - length, over);
      complete = true;
      settle(now);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void giveUp() {
    LOG.log(Level.WARNING, "too much arrives to hold any of it in memory");
    hopeless = true;
    clear();
  }

  /**
   * Brings back a piece of what a question missed: some hours, or the minutes of one. There may be
   * more that {@link #isMissing}.
   *
   * @param now the minute under way
   */
  public void recall(long now, HeldSource source) {
    HeldWindow window = missed;
    missed = null;
    lately = now;
    if (window == null || !complete || window.from() < minutesFrom || memory.has(window)) {
      return; // among them one that was missed while its last piece was read
    }
    Optional<Runnable> piece = recall.piece(window, now, source);
    lock.writeLock().lock();
    try {
      if (complete && piece.isPresent()) {
        piece.get().run();
        if (!memory.has(window)) {
          missed = window;
        }
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * Adds what was committed.
   *
   * @param now the minute under way
   */
  public void add(SummaryDeltas deltas, long now) {
    lock.writeLock().lock();
    try {
      lately = now;
      lastSeen.add(deltas);
      if (complete) {
        HeldSenders senders = memory.senders();
        for (ServiceDelta delta : deltas.services()) {
          memory.put(
              senders.requests(delta.sender()), delta.minute().epochMinute(), HeldCell.of(delta));
        }
        for (MetricDelta delta : deltas.metrics()) {
          var metric = new HeldSenders.Metric(delta.metric().value(), delta.unit());
          memory.put(
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

  /**
   * Drops what is too old. Where the clock was set back so far that all that is held lies ahead, it
   * begins anew: else it would be of no use until the clock has caught up.
   *
   * @param now the minute under way
   */
  public void age(long now) {
    lock.writeLock().lock();
    try {
      lately = now;
      if (complete && memory.floor() > now) {
        clear();
      }
      settle(now);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void settle(long now) {
    if (complete && !memory.settle(now)) {
      giveUp();
    }
  }

  /**
   * Lets go of minutes that are over in the store, and of their hours.
   *
   * @param minute the first that is not over; a whole hour
   */
  public void forgetBefore(long minute) {
    lock.writeLock().lock();
    try {
      if (minute > minutesFrom) {
        minutesFrom = minute;
        memory.dropBefore(minute);
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Lets go of what it has, since it may not be what the store has. */
  public void forget() {
    lastSeen.forget();
    lock.writeLock().lock();
    try {
      clear();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void clear() {
    complete = false;
    missed = null;
    memory.clear();
  }
}

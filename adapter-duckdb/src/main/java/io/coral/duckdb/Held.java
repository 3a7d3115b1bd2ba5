package io.coral.duckdb;

import io.coral.domain.summary.MetricDelta;
import io.coral.domain.summary.ServiceDelta;
import io.coral.domain.summary.SummaryDeltas;
import io.coral.domain.value.ServiceInstance;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The last two hours in memory, ready to merge, for the questions that are asked most. It has all
 * that was committed for the minutes from a floor on: the writer adds a batch as soon as it is
 * committed, and no question sees half of it. The floor rises with time, and earlier where a budget
 * of bytes is passed. Thread-safe; one writer.
 */
final class Held {
  static final long MINUTES = 120;

  private static final Logger LOG = System.getLogger(Held.class.getName());

  /** Minutes that go at once where there are too many. */
  private static final long EARLY = 10;

  /** A metric of a sender, of all its states. */
  record Metric(String name, String unit) {}

  /** What a sender reported, minute by minute. */
  record Sender(
      NavigableMap<Long, HeldCell> requests, Map<Metric, NavigableMap<Long, HeldCell>> metrics) {
    private Sender() {
      this(new TreeMap<>(), new HashMap<>());
    }
  }

  private final long budget;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<ServiceInstance, Sender> senders = new HashMap<>();
  private long floor;
  private long bytes;
  private boolean complete;
  private boolean hopeless;

  /**
   * @param budget bytes to take, at most; 0 for none at all
   */
  Held(long budget) {
    this.budget = budget;
    hopeless = budget == 0;
  }

  /** What a question is answered from; it must not be kept. */
  record View(Map<ServiceInstance, Sender> senders) {}

  /**
   * Answers from memory.
   *
   * @param from the first minute that is asked about
   * @return empty if that minute is not held, or {@code question} has no answer
   */
  <A> Optional<A> ask(long from, Function<View, Optional<A>> question) {
    lock.readLock().lock();
    try {
      return complete && from >= floor ? question.apply(new View(senders)) : Optional.empty();
    } finally {
      lock.readLock().unlock();
    }
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
   * Fills it. Questions are answered from the store meanwhile.
   *
   * @param now the minute under way
   * @param filling adds all that is committed for the minutes from {@link Filling#floor} on
   */
  void fill(long now, Consumer<Filling> filling) {
    forget();
    floor = now - MINUTES;
    filling.accept(new Filling()); // what is not complete is nobody's but the writer's
    lock.writeLock().lock();
    try {
      complete = true;
      settle(now);
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
          put(delta.sender(), delta.minute().epochMinute(), HeldCell.of(delta));
        }
        for (MetricDelta delta : deltas.metrics()) {
          var metric = new Metric(delta.metric().value(), delta.unit());
          put(delta.sender(), metric, delta.minute().epochMinute(), HeldCell.of(delta));
        }
        deltas.traces().forEach(trace -> sender(trace.sender()));
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
    bytes = 0;
  }

  /** Drops what is too old, and more where that is too much. */
  private void settle(long now) {
    if (now - MINUTES > floor) {
      raise(now - MINUTES);
    }
    while (complete && bytes > budget) {
      if (floor > now) {
        LOG.log(Level.WARNING, "too much arrives to hold any of it in memory");
        hopeless = true;
        clear();
      } else {
        raise(floor + EARLY);
      }
    }
  }

  private void raise(long minute) {
    floor = minute;
    for (Sender sender : senders.values()) {
      drop(sender.requests());
      sender.metrics().values().forEach(this::drop);
      sender.metrics().values().removeIf(Map::isEmpty);
    }
  }

  private void drop(NavigableMap<Long, HeldCell> cells) {
    Collection<HeldCell> old = cells.headMap(floor).values();
    old.forEach(cell -> bytes -= cell.bytes());
    old.clear();
  }

  private Sender sender(ServiceInstance sender) {
    return senders.computeIfAbsent(sender, unknown -> new Sender());
  }

  private void put(ServiceInstance sender, long minute, HeldCell cell) {
    put(sender(sender).requests(), minute, cell);
  }

  private void put(ServiceInstance sender, Metric metric, long minute, HeldCell cell) {
    put(sender(sender).metrics().computeIfAbsent(metric, unknown -> new TreeMap<>()), minute, cell);
  }

  private void put(NavigableMap<Long, HeldCell> cells, long minute, HeldCell cell) {
    if (minute >= floor) {
      HeldCell before = cells.get(minute);
      HeldCell after = before == null ? cell : before.merge(cell);
      cells.put(minute, after);
      bytes += after.bytes() - (before == null ? 0 : before.bytes());
    }
  }

  /** Takes what is in the store. */
  final class Filling {
    private Filling() {}

    /** The first minute that is held. */
    long floor() {
      return floor;
    }

    /** One that sent anything, ever. */
    void known(ServiceInstance sender) {
      sender(sender);
    }

    void requests(ServiceInstance sender, long minute, HeldCell cell) {
      put(sender, minute, cell);
    }

    void values(ServiceInstance sender, Metric metric, long minute, HeldCell cell) {
      put(sender, metric, minute, cell);
    }
  }
}

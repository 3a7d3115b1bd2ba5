package io.coral.duckdb.care;

import io.coral.domain.time.Minute;
import io.coral.duckdb.file.Threads;
import io.coral.duckdb.write.Chore;
import io.coral.duckdb.write.DuckDbWriter;
import io.coral.ports.ColonyEvent;
import io.coral.ports.ColonyListener;
import io.coral.ports.Retention;
import io.coral.ports.WriteFailure;
import io.vavr.control.Either;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Keeps a store fast and small while it is used: adds up and sorts what arrived, rolls it up by the
 * hour, forgets what is over, and makes checkpoints, without which the file would only grow. It has
 * a thread of low priority, and works through the writer, one small transaction at a time; what
 * fails is tried again in the next round.
 */
final class Caretaker implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Caretaker.class.getName());

  /** So often it tries to free room behind those who read, where it is to be known what is free. */
  private static final int SETTLE_TRIES = 3;

  private static final Duration SETTLE_PAUSE = Duration.ofSeconds(1);

  /** After that minutes go, whatever might be freed. */
  private static final Duration LONGEST_FULL = Duration.ofMinutes(10);

  private final DuckDbWriter writer;
  private final InstantSource clock;
  private final CareSettings settings;
  private final ColonyListener listener;
  private final AddUpMinutes addUpMinutes = new AddUpMinutes();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Threads.daemons("coral-caretaker", Thread.MIN_PRIORITY));
  private volatile boolean closed;

  /** Whether anything was changed since the last checkpoint. */
  private boolean changed;

  /**
   * Whether the file may still take room for what was moved or deleted. At first nobody knows what
   * was before.
   */
  private boolean unsettled = true;

  private long checkpointNanos = System.nanoTime();

  /** Since when the file has taken too much, and no checkpoint could free what may be freed. */
  private OptionalLong fullSince = OptionalLong.empty();

  /**
   * @param writer stays the caller's to close, after this
   * @param listener hears of each round and checkpoint
   */
  Caretaker(
      DuckDbWriter writer, InstantSource clock, CareSettings settings, ColonyListener listener) {
    this.writer = writer;
    this.clock = clock;
    this.settings = settings;
    this.listener = listener;
  }

  /** Begins to look after the store, round after round. */
  @SuppressWarnings("FutureReturnValueIgnored") // the round catches all by itself
  void start() {
    long nanos = settings.every().toNanos();
    thread.scheduleWithFixedDelay(this::roundInBackground, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  private void roundInBackground() {
    try {
      round();
      checkpointIfDue();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "the store could not be looked after; it is tried again", e);
    }
  }

  /** Does all that there is to do, but for the checkpoint. */
  synchronized void round() {
    long start = System.nanoTime();
    writer.probe();
    var moment = Moment.of(clock.instant());
    writer.age(moment.minute());
    finish(new SortHours(moment.hoursOver(), SortHours.WORTHWHILE));
    finish(new RollUpHours(moment.hoursOver()));
    finish(addUpMinutes.at(moment));
    finish(new AddUpLateHours());
    OptionalLong newest = writer.newestMinute(moment.minute()).getOrElse(OptionalLong.empty());
    if (newest.isPresent()) {
      long end = newest.getAsLong() + 1;
      settings.upkeep().retention().ifPresent(retention -> forget(retention, end));
      settings.upkeep().diskBytes().ifPresent(bytes -> shrink(bytes, end));
    }
    listener.heard(new ColonyEvent.CareEnded(since(start)));
  }

  private void forget(Retention retention, long end) {
    finish(new ForgetMinutes(end - retention.minutes().toMinutes()));
    finish(new ForgetHours(end - retention.hours().toMinutes()));
  }

  /**
   * Forgets the oldest minutes where the file takes too much; the last two hours stay. What was
   * moved or deleted takes its old room until it is freed: no minutes go for its sake, unless it
   * takes long.
   */
  private void shrink(long most, long end) {
    if (usedBytes() <= most || !unsettled || settle()) {
      fullSince = OptionalLong.empty();
    } else if (since(fullSince.orElse(System.nanoTime())).compareTo(LONGEST_FULL) < 0) {
      fullSince = OptionalLong.of(fullSince.orElse(System.nanoTime()));
      return;
    }
    long used = usedBytes();
    OptionalLong oldest = writer.oldestMinute().getOrElse(OptionalLong.empty());
    if (used <= most || oldest.isEmpty()) {
      return;
    }
    long before = DiskBudget.forgetBefore(used, most, oldest.getAsLong(), end);
    LOG.log(
        Level.WARNING,
        "the database takes {0} bytes of {1}; minutes before {2} are forgotten early",
        used,
        most,
        new Minute(before).start());
    finish(new ForgetMinutes(before));
    settle(); // which tells how much that was, before the next round
  }

  private long usedBytes() {
    return writer.usedBytes().getOrElse(0L);
  }

  private synchronized void checkpointIfDue() {
    if (changed && System.nanoTime() - checkpointNanos >= settings.checkpointEvery().toNanos()) {
      checkpoint();
    }
  }

  /**
   * Makes the file complete by itself, and frees the room of what was deleted or moved, as far as
   * nobody reads that any longer.
   *
   * @return whether one was made
   */
  synchronized boolean checkpoint() {
    checkpointNanos = System.nanoTime();
    boolean made = writer.checkpoint().isRight();
    if (made) {
      checkpointed();
    }
    return made;
  }

  /**
   * Frees the room of all that was deleted or moved.
   *
   * @return whether it did; not while somebody still reads what was there before
   */
  private boolean settle() {
    checkpointNanos = System.nanoTime();
    boolean settled = writer.settle().isRight();
    for (int tries = 1; !settled && tries < SETTLE_TRIES && !closed && paused(); tries++) {
      settled = writer.settle().isRight();
    }
    unsettled = !settled;
    if (settled) {
      checkpointed();
    }
    return settled;
  }

  private void checkpointed() {
    changed = false;
    listener.heard(new ColonyEvent.CheckpointEnded(since(checkpointNanos)));
  }

  /** Lets others write. */
  private static boolean paused() {
    try {
      Thread.sleep(SETTLE_PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private void finish(Chore chore) {
    finish(chore, () -> closed);
  }

  /** Does a chore piece by piece, until nothing of it is left, it fails, or it is to stop. */
  private void finish(Chore chore, BooleanSupplier stop) {
    boolean more = true;
    while (more && !stop.getAsBoolean()) {
      Either<WriteFailure, Boolean> piece = writer.piece(chore);
      more = piece.getOrElse(false);
      changed |= more;
      unsettled |= more;
    }
  }

  /**
   * Waits for the piece under way. What was filled in at once, as by an import, is sorted and
   * rolled up before, so that the file is quick for whoever opens it next.
   */
  @Override
  public void close() {
    closed = true;
    thread.close();
    synchronized (this) {
      long over = Moment.of(clock.instant()).hoursOver();
      if (writer.waiting(over).getOrElse(0L) >= SortHours.WORTHWHILE) {
        finish(new SortHours(over, SortHours.WORTHWHILE), () -> false);
        finish(new RollUpHours(over), () -> false);
      }
    }
  }
}

package io.coral.duckdb.intake;

import static java.util.Objects.requireNonNull;

import io.coral.domain.intake.Cardinality;
import io.coral.domain.intake.Telemetry;
import io.coral.ports.Cancellation;
import io.coral.ports.ColonyListener;
import io.coral.ports.IntakeCounts;
import io.coral.ports.IntakeFailure;
import io.coral.ports.IntakeReceipt;
import io.coral.ports.SummaryWriter;
import io.coral.ports.TelemetryIntake;
import io.vavr.control.Either;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Commits requests in groups. One thread folds what arrives into the group that is next, while
 * another commits the group before; a group is as large as what arrives in the time of a commit, or
 * in {@link IntakeSettings#linger} where nothing is being committed. So a busy colony pays for few
 * transactions, and a quiet one answers soon.
 */
final class GroupCommit implements TelemetryIntake, AutoCloseable {
  private static final long SECONDS_PER_HOUR = 3_600;
  private static final long LONG_NANOS = Duration.ofHours(1).toNanos();

  private final IntakeSettings settings;
  private final InstantSource clock;
  private final IntakeQueue queue;
  private final IntakeTally tally;
  private final Cardinality cardinality;
  private final GroupWriter writer;
  private final Thread folding;
  private final ExecutorService committing =
      Executors.newSingleThreadExecutor(daemons("coral-intake-commit"));

  /** Whether a group is being committed. */
  private volatile boolean busy;

  /** The same, with nobody to listen. */
  GroupCommit(SummaryWriter writer, InstantSource clock, IntakeSettings settings) {
    this(writer, clock, settings, ColonyListener.NONE);
  }

  /**
   * @param clock tells the hours of {@link Cardinality}
   * @param writer that nobody else uses to continue cumulative streams
   * @param listener hears of groups and of what became of items
   */
  GroupCommit(
      SummaryWriter writer, InstantSource clock, IntakeSettings settings, ColonyListener listener) {
    this.settings = requireNonNull(settings, "settings is null");
    this.clock = requireNonNull(clock, "clock is null");
    tally = new IntakeTally(listener);
    queue = new IntakeQueue(settings.requests(), settings.bytes());
    cardinality = new Cardinality(settings.cardinality());
    this.writer = new GroupWriter(writer, cardinality, new Answers(queue, tally));
    folding = daemons("coral-intake-fold").newThread(this::foldAll);
    folding.start();
  }

  @Override
  public CompletionStage<Either<IntakeFailure, IntakeReceipt>> offer(
      Telemetry telemetry, Cancellation cancellation) {
    var pending = Pending.of(telemetry, cancellation);
    return switch (queue.offer(pending)) {
      case ADMITTED -> pending.answer();
      case FULL -> {
        tally.turnedAway(telemetry);
        yield failed(new IntakeFailure.Overloaded(settings.retryAfter()));
      }
      case CLOSED -> failed(new IntakeFailure.Unavailable("the store is closed"));
    };
  }

  private static CompletionStage<Either<IntakeFailure, IntakeReceipt>> failed(
      IntakeFailure failure) {
    return CompletableFuture.completedFuture(Either.left(failure));
  }

  @Override
  public IntakeCounts counts() {
    return tally.counts();
  }

  private void foldAll() {
    var group = newGroup();
    while (!(group.isEmpty() && queue.isExhausted())) {
      if (group.bytes() >= settings.groupBytes() && busy) {
        queue.awaitWake();
      } else {
        @Nullable Pending next = queue.take(timeToLookAgain(group));
        if (next != null) {
          group = joined(group, next);
        }
      }
      if (!busy && isDue(group)) {
        commit(group);
        group = newGroup();
      }
    }
  }

  private IntakeGroup newGroup() {
    cardinality.at(Math.floorDiv(clock.instant().getEpochSecond(), SECONDS_PER_HOUR));
    return new IntakeGroup(cardinality);
  }

  private IntakeGroup joined(IntakeGroup group, Pending pending) {
    try {
      group.add(pending);
      return group;
    } catch (RuntimeException e) {
      List<Pending> others = group.requests();
      writer.answers().failed(pending, e);
      return IntakeGroup.of(others, cardinality);
    }
  }

  private long timeToLookAgain(IntakeGroup group) {
    // The end of the commit under way wakes the queue.
    return group.isEmpty() || busy ? System.nanoTime() + LONG_NANOS : dueNanos(group);
  }

  private boolean isDue(IntakeGroup group) {
    return !group.isEmpty()
        && (group.bytes() >= settings.groupBytes()
            || System.nanoTime() - dueNanos(group) >= 0
            || queue.isClosed());
  }

  private long dueNanos(IntakeGroup group) {
    return group.sinceNanos() + settings.linger().toNanos();
  }

  private void commit(IntakeGroup group) {
    busy = true;
    committing.execute(
        () -> {
          try {
            writer.commit(group);
          } finally {
            busy = false;
            queue.wake();
          }
        });
  }

  /** Commits what was accepted, and no more. */
  @Override
  public void close() {
    queue.close();
    boolean interrupted = false;
    while (folding.isAlive()) {
      try {
        folding.join();
      } catch (InterruptedException e) {
        interrupted = true; // what was accepted is committed all the same
      }
    }
    committing.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadFactory daemons(String name) {
    return work -> {
      var thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}

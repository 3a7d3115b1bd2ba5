package io.coral.duckdb.intake;

import io.coral.domain.intake.Telemetry;
import io.coral.ports.Cancellation;
import io.coral.ports.ColonyListener;
import io.coral.ports.IntakeCounts;
import io.coral.ports.IntakeFailure;
import io.coral.ports.IntakeReceipt;
import io.coral.ports.SummaryWriter;
import io.coral.ports.TelemetryIntake;
import io.vavr.control.Either;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The intake of a store, whose threads start with its first use: most stores are only asked. */
public final class StoreIntake implements TelemetryIntake, AutoCloseable {
  private static final IntakeCounts NOTHING = new IntakeCounts(0, 0, 0, 0, 0, 0, 0, 0);

  private final SummaryWriter writer;
  private final InstantSource clock;
  private final IntakeSettings settings;
  private final ColonyListener listener;
  private @Nullable GroupCommit groups;
  private boolean closed;

  public StoreIntake(
      SummaryWriter writer, InstantSource clock, IntakeSettings settings, ColonyListener listener) {
    this.writer = writer;
    this.clock = clock;
    this.settings = settings;
    this.listener = listener;
  }

  @Override
  public CompletionStage<Either<IntakeFailure, IntakeReceipt>> offer(
      Telemetry telemetry, Cancellation cancellation) {
    GroupCommit open = opened();
    return open == null
        ? CompletableFuture.completedFuture(
            Either.left(new IntakeFailure.Unavailable("the store is closed")))
        : open.offer(telemetry, cancellation);
  }

  private synchronized @Nullable GroupCommit opened() {
    if (groups == null && !closed) {
      groups = new GroupCommit(writer, clock, settings, listener);
    }
    return groups; // once it is closed, it says so itself
  }

  @Override
  public synchronized IntakeCounts counts() {
    return groups == null ? NOTHING : groups.counts();
  }

  /** Commits what was accepted. */
  @Override
  public void close() {
    GroupCommit open;
    synchronized (this) {
      closed = true;
      open = groups;
    }
    if (open != null) {
      open.close();
    }
  }
}

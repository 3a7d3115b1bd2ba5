package io.coral.ports.contract;

import io.coral.domain.intake.Cardinality;
import io.coral.domain.intake.CardinalityLimits;
import io.coral.domain.intake.GroupFold;
import io.coral.domain.intake.Refusals;
import io.coral.domain.intake.Telemetry;
import io.coral.ports.Cancellation;
import io.coral.ports.IntakeCounts;
import io.coral.ports.IntakeFailure;
import io.coral.ports.IntakeReceipt;
import io.coral.ports.SummaryBatch;
import io.coral.ports.SummaryWriter;
import io.coral.ports.TelemetryIntake;
import io.vavr.control.Either;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Commits each request by itself, at once. */
final class InMemoryIntake implements TelemetryIntake {
  private final SummaryWriter writer;
  private final Cardinality cardinality = new Cardinality(CardinalityLimits.DEFAULT);
  private long requests;
  private long items;
  private long refused;
  private long dropped;
  private long cancelled;

  InMemoryIntake(SummaryWriter writer) {
    this.writer = writer;
  }

  @Override
  public synchronized CompletionStage<Either<IntakeFailure, IntakeReceipt>> offer(
      Telemetry telemetry, Cancellation cancellation) {
    if (cancellation.isCancelled()) {
      cancelled++;
      return CompletableFuture.completedFuture(Either.left(new IntakeFailure.Cancelled()));
    }
    var refusals = new Refusals();
    var fold = new GroupFold(cardinality);
    fold.add(telemetry, refusals);
    var folded = fold.finish(writer.streamStates(fold.cumulativeStreams()).get());
    writer.append(new SummaryBatch(Set.of(), folded.deltas(), folded.streamStates()));
    requests++;
    items += telemetry.size() - refusals.count();
    refused += refusals.count();
    dropped += refusals.dropped();
    return CompletableFuture.completedFuture(
        Either.right(new IntakeReceipt(refusals.count(), refusals.message())));
  }

  @Override
  public synchronized IntakeCounts counts() {
    return new IntakeCounts(requests, requests, items, refused, dropped, 0, 0, cancelled);
  }
}

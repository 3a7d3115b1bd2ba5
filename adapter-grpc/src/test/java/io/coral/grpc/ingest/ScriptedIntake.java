package io.coral.grpc.ingest;

import io.coral.domain.intake.Telemetry;
import io.coral.ports.Cancellation;
import io.coral.ports.IntakeCounts;
import io.coral.ports.IntakeFailure;
import io.coral.ports.IntakeReceipt;
import io.coral.ports.TelemetryIntake;
import io.vavr.control.Either;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/** An intake whose answers the test gives. */
final class ScriptedIntake implements TelemetryIntake {
  /** What was offered, and where its answer goes. */
  record Offer(
      Telemetry telemetry,
      Cancellation cancellation,
      CompletableFuture<Either<IntakeFailure, IntakeReceipt>> answer) {
    void take() {
      answer.complete(Either.right(new IntakeReceipt(0, "")));
    }

    void fail(IntakeFailure failure) {
      answer.complete(Either.left(failure));
    }
  }

  private final BlockingQueue<Offer> offers = new LinkedBlockingQueue<>();

  /** Waits for the next request. */
  Offer next() throws InterruptedException {
    return offers.take();
  }

  boolean wasOffered() {
    return !offers.isEmpty();
  }

  @Override
  public CompletionStage<Either<IntakeFailure, IntakeReceipt>> offer(
      Telemetry telemetry, Cancellation cancellation) {
    var answer = new CompletableFuture<Either<IntakeFailure, IntakeReceipt>>();
    offers.add(new Offer(telemetry, cancellation, answer));
    return answer;
  }

  @Override
  public IntakeCounts counts() {
    return new IntakeCounts(0, 0, 0, 0, 0, 0, 0, 0);
  }
}

package io.coral.ports;

import io.coral.domain.intake.Telemetry;
import io.vavr.control.Either;
import java.util.concurrent.CompletionStage;

/**
 * Takes telemetry as it streams in. Thread-safe; no method waits.
 *
 * <p>Many requests may be committed together, yet each succeeds or fails by itself. The same
 * request counts each time it is offered: streams deliver at least once.
 */
public interface TelemetryIntake {
  /**
   * Offers a request.
   *
   * @param cancellation the sender's way to give up: what is not being committed by then is left
   *     out
   * @return completes once the request is durable and seen by questions, or with why it is not; and
   *     exceptionally for a bug that this request has met. What is chained to it must be quick: the
   *     requests after it wait.
   */
  CompletionStage<Either<IntakeFailure, IntakeReceipt>> offer(
      Telemetry telemetry, Cancellation cancellation);

  /** What was taken in so far. */
  IntakeCounts counts();
}

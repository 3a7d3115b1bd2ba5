package io.coral.duckdb.intake;

import io.coral.domain.intake.Telemetry;
import io.coral.ports.Cancellation;
import io.coral.ports.IntakeFailure;
import io.coral.ports.IntakeReceipt;
import io.vavr.control.Either;
import java.util.concurrent.CompletableFuture;

/**
 * A request that was accepted and is not yet answered.
 *
 * @param sinceNanos when it was accepted, as {@link System#nanoTime} counts
 */
record Pending(
    Telemetry telemetry,
    Cancellation cancellation,
    long sinceNanos,
    CompletableFuture<Either<IntakeFailure, IntakeReceipt>> answer) {

  static Pending of(Telemetry telemetry, Cancellation cancellation) {
    return new Pending(telemetry, cancellation, System.nanoTime(), new CompletableFuture<>());
  }
}

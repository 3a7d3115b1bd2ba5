package io.coral.grpc.ingest;

import static java.util.Objects.requireNonNull;

import io.coral.grpc.otlp.Decoded;
import io.coral.ports.Cancellation;
import io.coral.ports.IntakeReceipt;
import io.coral.ports.TelemetryIntake;
import java.util.function.Consumer;

/** Hands requests to the intake, whichever way they came. */
final class Exports {
  private static final IntakeReceipt NOTHING = new IntakeReceipt(0, "");

  private final TelemetryIntake intake;

  Exports(TelemetryIntake intake) {
    this.intake = requireNonNull(intake, "intake is null");
  }

  /**
   * Offers what a request held.
   *
   * @param answer hears how it ended, once, on any thread
   */
  void offer(Decoded decoded, Cancellation cancellation, Consumer<Outcome> answer) {
    if (decoded.telemetry().size() == 0) {
      answer.accept(Outcome.Taken.of(decoded, NOTHING)); // also while nothing can be written
      return;
    }
    intake
        .offer(decoded.telemetry(), cancellation)
        .whenComplete(
            (reply, bug) ->
                answer.accept(
                    bug != null
                        ? new Outcome.Failed()
                        : reply.fold(
                            Outcome.NotTaken::new, receipt -> Outcome.Taken.of(decoded, receipt))));
  }
}

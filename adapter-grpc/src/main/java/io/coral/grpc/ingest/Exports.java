package io.coral.grpc.ingest;

import static java.util.Objects.requireNonNull;

import io.coral.domain.intake.Telemetry;
import io.coral.grpc.otlp.Decoded;
import io.coral.ports.Cancellation;
import io.coral.ports.ColonyEvent;
import io.coral.ports.ColonyListener;
import io.coral.ports.IntakeReceipt;
import io.coral.ports.ItemsEnd;
import io.coral.ports.TelemetryIntake;
import io.coral.ports.TelemetrySignal;
import java.util.function.Consumer;

/** Hands requests to the intake, whichever way they came. */
final class Exports {
  private static final IntakeReceipt NOTHING = new IntakeReceipt(0, "");

  private final TelemetryIntake intake;
  private final ColonyListener listener;

  Exports(TelemetryIntake intake, ColonyListener listener) {
    this.intake = requireNonNull(intake, "intake is null");
    this.listener = requireNonNull(listener, "listener is null");
  }

  /**
   * Offers what a request held.
   *
   * @param answer hears how it ended, once, on any thread
   */
  void offer(Decoded decoded, Cancellation cancellation, Consumer<Outcome> answer) {
    tellOfInvalid(decoded);
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

  private void tellOfInvalid(Decoded decoded) {
    long invalid = decoded.refusals().count();
    if (invalid > 0) {
      TelemetrySignal signal =
          switch (decoded.telemetry()) {
            case Telemetry.Spans spans -> TelemetrySignal.TRACES;
            case Telemetry.Points points -> TelemetrySignal.METRICS;
          };
      listener.heard(new ColonyEvent.ItemsEnded(signal, ItemsEnd.INVALID, invalid));
    }
  }
}

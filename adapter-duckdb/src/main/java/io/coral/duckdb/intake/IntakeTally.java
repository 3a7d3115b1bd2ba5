package io.coral.duckdb.intake;

import static java.util.Objects.requireNonNull;

import io.coral.domain.intake.Refusals;
import io.coral.domain.intake.Telemetry;
import io.coral.ports.ColonyEvent;
import io.coral.ports.ColonyListener;
import io.coral.ports.IntakeCounts;
import io.coral.ports.ItemsEnd;
import io.coral.ports.TelemetrySignal;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Counts what an intake does, and tells of it. Thread-safe. */
final class IntakeTally {
  private final ColonyListener listener;
  private final LongAdder commits = new LongAdder();
  private final LongAdder requests = new LongAdder();
  private final LongAdder items = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder turnedAway = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder cancelled = new LongAdder();

  IntakeTally(ColonyListener listener) {
    this.listener = requireNonNull(listener, "listener is null");
  }

  void committed(Duration waited, Duration took) {
    commits.increment();
    listener.heard(new ColonyEvent.GroupCommitted(waited, took));
  }

  void notCommitted() {
    listener.heard(new ColonyEvent.CommitFailed());
  }

  void taken(Telemetry telemetry, Refusals refusals) {
    requests.increment();
    items.add(telemetry.size() - refusals.count());
    refused.add(refusals.count());
    dropped.add(refusals.dropped());
    tell(telemetry, ItemsEnd.ACCEPTED, telemetry.size() - refusals.count());
    tell(telemetry, ItemsEnd.INVALID, refusals.count() - refusals.dropped());
    tell(telemetry, ItemsEnd.CARDINALITY, refusals.dropped());
  }

  void turnedAway(Telemetry telemetry) {
    turnedAway.increment();
    tell(telemetry, ItemsEnd.OVERLOADED, telemetry.size());
  }

  void failed(Telemetry telemetry) {
    failed.increment();
    tell(telemetry, ItemsEnd.UNAVAILABLE, telemetry.size());
  }

  void cancelled(Telemetry telemetry) {
    cancelled.increment();
    tell(telemetry, ItemsEnd.CANCELLED, telemetry.size());
  }

  private void tell(Telemetry telemetry, ItemsEnd end, long items) {
    if (items > 0) {
      TelemetrySignal signal =
          switch (telemetry) {
            case Telemetry.Spans spans -> TelemetrySignal.TRACES;
            case Telemetry.Points points -> TelemetrySignal.METRICS;
          };
      listener.heard(new ColonyEvent.ItemsEnded(signal, end, items));
    }
  }

  IntakeCounts counts() {
    return new IntakeCounts(
        commits.sum(),
        requests.sum(),
        items.sum(),
        refused.sum(),
        dropped.sum(),
        turnedAway.sum(),
        failed.sum(),
        cancelled.sum());
  }
}

package io.coral.duckdb.intake;

import io.coral.domain.intake.Refusals;
import io.coral.domain.intake.Telemetry;
import io.coral.ports.IntakeCounts;
import java.util.concurrent.atomic.LongAdder;

/** Counts what an intake does. Thread-safe. */
final class IntakeTally {
  private final LongAdder commits = new LongAdder();
  private final LongAdder requests = new LongAdder();
  private final LongAdder items = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder turnedAway = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder cancelled = new LongAdder();

  void committed() {
    commits.increment();
  }

  void taken(Telemetry telemetry, Refusals refusals) {
    requests.increment();
    items.add(telemetry.size() - refusals.count());
    refused.add(refusals.count());
    dropped.add(refusals.dropped());
  }

  void turnedAway() {
    turnedAway.increment();
  }

  void failed() {
    failed.increment();
  }

  void cancelled() {
    cancelled.increment();
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

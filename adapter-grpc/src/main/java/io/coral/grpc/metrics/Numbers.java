package io.coral.grpc.metrics;

import io.coral.ports.ColonyEvent;
import io.coral.ports.ColonyListener;
import io.coral.ports.Denial;
import io.coral.ports.Entrance;
import io.coral.ports.ItemsEnd;
import io.coral.ports.TelemetrySignal;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/**
 * Counts what happens. All labels are of few values, none of which a caller can choose, so that
 * nobody fills the memory of whoever collects.
 */
final class Numbers implements ColonyListener {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLIS_PER_SECOND = 1e3;

  private final InstantSource clock;
  private final Gauge underWay;
  private final Counter calls;
  private final Histogram callDurations;
  private final Counter denied;
  private final Counter statements;
  private final Counter accepted;
  private final Counter rejected;
  private final Histogram waits;
  private final Histogram commits;
  private final Counter commitFailures;
  private final Histogram careRounds;
  private final Gauge lastCare;
  private final Histogram checkpoints;
  private final Gauge lastCheckpoint;

  Numbers(PrometheusRegistry registry, InstantSource clock) {
    this.clock = clock;
    underWay =
        Gauge.builder()
            .name("coral_calls_under_way")
            .help("Calls that have come and are not over.")
            .labelNames("port")
            .register(registry);
    calls =
        Counter.builder()
            .name("coral_calls")
            .help("Calls that are over, also those that were turned away.")
            .labelNames("port", "method", "code")
            .withoutExemplars()
            .register(registry);
    callDurations =
        durations("coral_call_duration", "From the first byte of a call to its last.")
            .classicUpperBounds(
                0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
            .labelNames("port", "method")
            .register(registry);
    denied =
        Counter.builder()
            .name("coral_calls_denied")
            .help("Calls that were turned away before anybody looked at what they ask.")
            .labelNames("port", "reason")
            .withoutExemplars()
            .register(registry);
    statements =
        Counter.builder()
            .name("coral_sql_statements")
            .help("SQL statements that have ended, by verdict: OK, or the rule they broke.")
            .labelNames("verdict")
            .withoutExemplars()
            .register(registry);
    accepted =
        Counter.builder()
            .name("coral_ingest_items_accepted")
            .help("Spans and metric points that are committed.")
            .labelNames("signal")
            .withoutExemplars()
            .register(registry);
    rejected =
        Counter.builder()
            .name("coral_ingest_items_rejected")
            .help("Spans and metric points that are not; cardinality: one name too many.")
            .labelNames("signal", "reason")
            .withoutExemplars()
            .register(registry);
    waits =
        durations(
                "coral_ingest_group_wait",
                "From the first request of a group to the beginning of its commit.")
            .classicUpperBounds(0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5)
            .register(registry);
    commits =
        durations("coral_ingest_commit_duration", "Transactions that committed a group.")
            .classicUpperBounds(0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5)
            .register(registry);
    commitFailures =
        Counter.builder()
            .name("coral_ingest_commit_failures")
            .help("Transactions that could not be committed.")
            .withoutExemplars()
            .register(registry);
    careRounds =
        durations("coral_care_round_duration", "Rounds of looking after the store.")
            .classicUpperBounds(0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60)
            .register(registry);
    lastCare =
        Gauge.builder()
            .name("coral_care_last_round_timestamp")
            .unit(Unit.SECONDS)
            .help("When the last round ended; 0 before the first.")
            .register(registry);
    checkpoints =
        durations("coral_checkpoint_duration", "Checkpoints of the store.")
            .classicUpperBounds(0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60)
            .register(registry);
    lastCheckpoint =
        Gauge.builder()
            .name("coral_checkpoint_last_timestamp")
            .unit(Unit.SECONDS)
            .help("When the last checkpoint ended; 0 before the first.")
            .register(registry);
    beginWithZero();
  }

  private static Histogram.Builder durations(String name, String help) {
    Histogram.Builder builder = Histogram.builder();
    builder.name(name).unit(Unit.SECONDS).help(help).withoutExemplars();
    return builder.classicOnly();
  }

  /** What is missing until it first happens cannot be seen to grow. */
  private void beginWithZero() {
    for (Entrance entrance : Entrance.values()) {
      underWay.initLabelValues(label(entrance));
      for (Denial denial : Denial.values()) {
        denied.initLabelValues(label(entrance), label(denial));
      }
    }
    for (TelemetrySignal signal : TelemetrySignal.values()) {
      accepted.initLabelValues(label(signal));
      for (ItemsEnd end : ItemsEnd.values()) {
        if (end != ItemsEnd.ACCEPTED) {
          rejected.initLabelValues(label(signal), label(end));
        }
      }
    }
    statements.initLabelValues("OK");
  }

  @Override
  public void heard(ColonyEvent event) {
    switch (event) {
      case ColonyEvent.CallBegun(var entrance) -> underWay.labelValues(label(entrance)).inc();
      case ColonyEvent.CallEnded(var entrance, String method, String code, var took) -> {
        underWay.labelValues(label(entrance)).dec();
        calls.labelValues(label(entrance), method, code).inc();
        callDurations.labelValues(label(entrance), method).observe(seconds(took));
      }
      case ColonyEvent.CallDenied(var entrance, var denial, var from, var caller) ->
          denied.labelValues(label(entrance), label(denial)).inc();
      case ColonyEvent.QuestionEnded question -> {} // its call is counted
      case ColonyEvent.StatementEnded(String verdict) -> statements.labelValues(verdict).inc();
      case ColonyEvent.ItemsEnded(var signal, var end, long items) -> count(signal, end, items);
      case ColonyEvent.GroupCommitted(var waited, var took) -> {
        waits.observe(seconds(waited));
        commits.observe(seconds(took));
      }
      case ColonyEvent.CommitFailed() -> commitFailures.inc();
      case ColonyEvent.CareEnded(var took) -> {
        careRounds.observe(seconds(took));
        lastCare.set(now());
      }
      case ColonyEvent.CheckpointEnded(var took) -> {
        checkpoints.observe(seconds(took));
        lastCheckpoint.set(now());
      }
    }
  }

  private void count(TelemetrySignal signal, ItemsEnd end, long items) {
    switch (end) {
      case ACCEPTED -> accepted.labelValues(label(signal)).inc(items);
      case INVALID, CARDINALITY, OVERLOADED, UNAVAILABLE, CANCELLED ->
          rejected.labelValues(label(signal), label(end)).inc(items);
    }
  }

  private double now() {
    return clock.millis() / MILLIS_PER_SECOND;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / NANOS_PER_SECOND;
  }

  private static String label(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}

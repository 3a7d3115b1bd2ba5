package io.coral.benchmarks.load;

import io.coral.benchmarks.measure.Project;
import io.coral.benchmarks.traffic.StoreFill;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Sends as many spans as a colony acknowledges, each acknowledgement after its commit, in requests
 * that were encoded before.
 */
final class IngestBenchmark {
  private static final int WARM_UP_SECONDS = 10;
  private static final int SECONDS = 25;

  private final Project project;
  private final StartedColony colony;
  private double rate;

  IngestBenchmark(Project project, StartedColony colony) {
    this.project = project;
    this.colony = colony;
  }

  List<String> rows() throws IOException {
    send(WARM_UP_SECONDS);
    Duration before = colony.processorTime();
    LoadResult load = send(SECONDS);
    rate = load.rate();
    double processors =
        colony.processorTime().minus(before).toNanos() / 1e9 / (load.acknowledged() / rate);
    return List.of(
        "| ingest of spans over gRPC, "
            + SECONDS
            + " s | spans/s | of 100,000 | acknowledged"
            + " after: median, P99 | turned away, failed | processors of the colony | spans/s of"
            + " one | peak memory | file |",
        "|---|---|---|---|---|---|---|---|---|",
        String.format(
            Locale.ROOT,
            "| requests of %d spans, of %d services in turn | %,.0f | %.2f | %.0f ms, %.0f ms | %d,"
                + " %d | %.2f | %,.0f | %s | %d MiB |",
            EncodedSpans.SPANS,
            StoreFill.SERVICES,
            rate,
            rate / 100_000,
            load.medianMillis(),
            load.p99Millis(),
            load.turnedAway(),
            load.failed(),
            processors,
            rate / processors,
            colony.peak(),
            colony.fileBytes() >> 20));
  }

  private LoadResult send(int seconds) throws IOException {
    try (var load = Sent.start(project, colony, seconds, 0)) {
      return load.result();
    }
  }

  /** Spans a second that were acknowledged. */
  double rate() {
    return rate;
  }
}

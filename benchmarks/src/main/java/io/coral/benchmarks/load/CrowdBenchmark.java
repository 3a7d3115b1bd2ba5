package io.coral.benchmarks.load;

import static java.util.Objects.requireNonNull;

import io.coral.benchmarks.measure.Project;
import io.coral.benchmarks.measure.Side;
import io.coral.benchmarks.traffic.Asked;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Five hundred clients that ask at once, each on a connection of its own, and fewer, beside the
 * same question to the port in process, from as many threads as there are processors.
 */
final class CrowdBenchmark {
  private static final int SECONDS = 10;

  private final Project project;
  private final StartedColony colony;

  CrowdBenchmark(Project project, StartedColony colony) {
    this.project = project;
    this.colony = colony;
  }

  List<String> rows() throws IOException {
    List<String> table = new ArrayList<>();
    double direct = direct();
    table.add(
        "| clients at once | asked | calls/s | of the port in process | P50 | P99 | turned away,"
            + " failed | peak memory |");
    table.add("|---|---|---|---|---|---|---|---|");
    table.add(
        String.format(
            Locale.ROOT,
            "| the port in process | %s | %,.0f | 1 | | | |",
            Asked.ONE.title(),
            direct));
    table.add(row(1, Asked.ONE, direct));
    table.add(row(16, Asked.ONE, direct));
    table.add(row(500, Asked.ONE, direct));
    table.add(row(500, Asked.ALL, Double.NaN));
    return table;
  }

  private String row(int clients, Asked kind, double direct) throws IOException {
    AskedResult result =
        requireNonNull(
            AskedColonies.ask(project, colony, clients, SECONDS, List.of(kind)).get(kind));
    return String.format(
        Locale.ROOT,
        "| %d | %s | %,.0f | %s | %.1f ms | %.1f ms | %d, %d | %s |",
        clients,
        kind.title(),
        result.rate(),
        Double.isNaN(direct) ? "" : String.format(Locale.ROOT, "1/%.0f", direct / result.rate()),
        result.medianMillis(),
        result.p99Millis(),
        result.turnedAway(),
        result.failed(),
        colony.peak());
  }

  private double direct() throws IOException {
    try (var port = Side.start(project.library(PortCalls.class, Integer.toString(SECONDS)))) {
      return Double.parseDouble(port.line());
    }
  }
}

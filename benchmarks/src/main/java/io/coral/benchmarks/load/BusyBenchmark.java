package io.coral.benchmarks.load;

import io.coral.benchmarks.measure.Project;
import io.coral.benchmarks.traffic.Asked;
import io.coral.benchmarks.traffic.ByKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Asks a colony that has nothing else to do, and the same while spans arrive, in turns. */
final class BusyBenchmark {
  private static final int ROUNDS = 2;
  private static final int SECONDS = 12;

  /** The load begins before the questions, and ends after them. */
  private static final int MARGIN_SECONDS = 6;

  private final Project project;
  private final StartedColony colony;
  private final double rate;

  /**
   * @param rate spans a second that arrive
   */
  BusyBenchmark(Project project, StartedColony colony, double rate) {
    this.project = project;
    this.colony = colony;
    this.rate = rate;
  }

  List<String> rows() throws IOException {
    var idle = new ByKind<List<AskedResult>>(ArrayList::new);
    var busy = new ByKind<List<AskedResult>>(ArrayList::new);
    var arrived = new ArrayList<Double>();
    ask(); // warms up
    for (int round = 0; round < ROUNDS; round++) {
      ask().forEach((kind, result) -> idle.of(kind).add(result));
      try (var load = Sent.start(project, colony, SECONDS + MARGIN_SECONDS, rate)) {
        ask().forEach((kind, result) -> busy.of(kind).add(result));
        arrived.add(load.result().rate());
      }
    }
    List<String> table = new ArrayList<>();
    table.add(
        String.format(
            Locale.ROOT,
            "| one asker, beside %,.0f spans/s | P50 idle | P50 busy | ratio (≤ 2) | P99 idle | P99"
                + " busy | ratio (≤ 10) | turned away, failed |",
            arrived.stream().mapToDouble(each -> each).average().orElseThrow()));
    table.add("|---|---|---|---|---|---|---|---|");
    for (Asked kind : Asked.values()) {
      table.add(row(kind, idle.of(kind), busy.of(kind)));
    }
    table.add("");
    table.add("Peak memory of the colony: " + colony.peak());
    return table;
  }

  private static String row(Asked kind, List<AskedResult> idle, List<AskedResult> busy) {
    double idleMedian =
        idle.stream().mapToDouble(AskedResult::medianMillis).average().orElseThrow();
    double busyMedian =
        busy.stream().mapToDouble(AskedResult::medianMillis).average().orElseThrow();
    double idleP99 = idle.stream().mapToDouble(AskedResult::p99Millis).average().orElseThrow();
    double busyP99 = busy.stream().mapToDouble(AskedResult::p99Millis).average().orElseThrow();
    return String.format(
        Locale.ROOT,
        "| %s | %.2f ms | %.2f ms | %.1f | %.2f ms | %.2f ms | %.1f | %d, %d |",
        kind.title(),
        idleMedian,
        busyMedian,
        busyMedian / idleMedian,
        idleP99,
        busyP99,
        busyP99 / idleP99,
        busy.stream().mapToLong(AskedResult::turnedAway).sum(),
        busy.stream().mapToLong(AskedResult::failed).sum());
  }

  private Map<Asked, AskedResult> ask() throws IOException {
    return AskedColonies.ask(project, colony, 1, SECONDS, List.of(Asked.values()));
  }
}

package io.coral.benchmarks.stream;

import io.coral.benchmarks.measure.AskedColony;
import io.coral.benchmarks.measure.Project;
import io.coral.benchmarks.measure.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Streams five million rows out of a colony in a process of its own, into a Java client and into a
 * script, beside DuckDB's own export of the same rows in process. Rates are told by the readers,
 * which leaves out their start; memory is the peak of each side.
 */
public final class StreamBenchmark {
  private static final int ROUNDS = 5;

  private final Project project;

  public StreamBenchmark(Project project) {
    this.project = project;
  }

  public List<String> rows() throws IOException, InterruptedException {
    List<String> table = new ArrayList<>();
    table.add("| 5,000,000 rows × 6 columns | rows/s, median | spread | peak: reader | colony |");
    table.add("|---|---|---|---|---|");
    table.add(row("DuckDB's Arrow export, in process", export(), ""));
    try (var colony = Side.start(project.library(AskedColony.class))) {
      String port = colony.line();
      table.add(row("into a Java client", client(port), colony.peak()));
      table.add(row("into a script, row by row", script(port, "rows"), colony.peak()));
      table.add(row("into a script, by batches", script(port, "batches"), colony.peak()));
    }
    return table;
  }

  private Told export() throws IOException, InterruptedException {
    return told(project.library(ArrowExport.class, Integer.toString(ROUNDS)));
  }

  private Told client(String port) throws IOException, InterruptedException {
    return told(project.library(StreamReader.class, port, Integer.toString(ROUNDS)));
  }

  private Told script(String port, String how) throws IOException, InterruptedException {
    Path script = project.root().resolve("benchmarks/src/main/scripts/stream.ts");
    return told(
        project.coral(
            "run",
            script.toString(),
            "--colony",
            "127.0.0.1:" + port,
            "--param",
            "sql=" + StreamedStatement.SQL,
            "--param",
            "rounds=" + ROUNDS,
            "--param",
            "how=" + how,
            "--timeout",
            "300"));
  }

  private static Told told(List<String> command) throws IOException, InterruptedException {
    try (var side = Side.start(command)) {
      List<Long> rates = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        rates.add(Long.parseLong(side.line()));
      }
      return new Told(rates.stream().sorted().toList(), side.peak());
    }
  }

  private static String row(String what, Told told, String colony) {
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %,d – %,d | %s | %s |",
        what,
        told.rates().get(ROUNDS / 2),
        told.rates().getFirst(),
        told.rates().getLast(),
        told.peak(),
        colony);
  }

  /**
   * What a reader told.
   *
   * @param rates rows per second, least first
   */
  private record Told(List<Long> rates, String peak) {}
}

package io.coral.benchmarks.command;

import io.coral.benchmarks.measure.AskedColony;
import io.coral.benchmarks.measure.Measured;
import io.coral.benchmarks.measure.Peer;
import io.coral.benchmarks.measure.Project;
import io.coral.benchmarks.measure.Prometheus;
import io.coral.benchmarks.measure.Runs;
import io.coral.benchmarks.measure.Side;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts the command for one answer, beside a Java program that only says hello. */
public final class StartBenchmark {
  private static final int ROUNDS = 21;

  private final Project project;

  public StartBenchmark(Project project) {
    this.project = project;
  }

  /** One of the commands that are run in turns. */
  private record Turn(Runs runs, WholeProcess process) {}

  public List<String> rows() throws IOException, InterruptedException {
    Optional<Prometheus> prometheus = Prometheus.start();
    try {
      return rows(prometheus.flatMap(Prometheus::instantQuery));
    } finally {
      if (prometheus.isPresent()) {
        prometheus.get().close();
      }
    }
  }

  private List<String> rows(Optional<Peer> promtool) throws IOException, InterruptedException {
    try (var colony = Side.start(project.library(AskedColony.class, project.sample()));
        var cache = HelloCache.make(project);
        var file = new SampleFile()) {
      new WholeProcess(file.importing(project)).run();
      String address = "127.0.0.1:" + colony.line();
      var hello = new Turn(new Runs("Java's hello"), new WholeProcess(cache.command()));
      List<Turn> turns = new ArrayList<>();
      turns.add(hello);
      turns.add(coral("--version"));
      turns.add(coral("--help"));
      turns.add(coral("query", "services", "--colony", address));
      turns.add(coral("query", "services", "--db", file.path().toString()));
      turns.add(coral("query", "services", "--demo"));
      turns.add(coral("run", "--demo", project.example("latency-report.ts")));
      Peer.grpcurl(address).map(StartBenchmark::turn).ifPresent(turns::add);
      promtool.map(StartBenchmark::turn).ifPresent(turns::add);
      // Once to fill the system's file cache, then in turns: a busy moment hits all.
      for (int round = 0; round <= ROUNDS; round++) {
        for (Turn turn : turns) {
          Measured measured = turn.process().run();
          if (round > 0) {
            turn.runs().add(measured);
          }
        }
      }
      return turns.stream()
          .map(Turn::runs)
          .map(runs -> runs.row(runs.ratioTo(hello.runs())))
          .toList();
    }
  }

  private Turn coral(String... arguments) {
    String shown = String.join(" ", arguments).replace(project.root() + "/", "");
    return new Turn(
        new Runs(
            "`coral "
                + shown.replaceFirst("/.*duckdb", "FILE").replaceFirst("127\\.0.*", "HOST:PORT")
                + "`"),
        new WholeProcess(project.coral(arguments)));
  }

  private static Turn turn(Peer peer) {
    return new Turn(new Runs(peer.name()), new WholeProcess(peer.command()));
  }
}

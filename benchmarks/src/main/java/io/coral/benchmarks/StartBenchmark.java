package io.coral.benchmarks;

import java.io.IOException;
import java.util.List;

/** Starts the command for one answer, beside a Java program that only says hello. */
final class StartBenchmark {
  private static final int ROUNDS = 21;

  private final Project project;

  StartBenchmark(Project project) {
    this.project = project;
  }

  List<String> rows() throws IOException, InterruptedException {
    var hello = new Runs("Java's hello");
    var query = new Runs("`coral query services --demo`");
    var script = new Runs("`coral run --demo examples/latency-report.ts`");
    var sayHello = new WholeProcess(project.java(Hello.class));
    var ask = new WholeProcess(project.coral("query", "services", "--demo"));
    var run =
        new WholeProcess(project.coral("run", "--demo", project.example("latency-report.ts")));
    // Once to fill the system's file cache, then in turns: a busy moment hits all three.
    for (int round = 0; round <= ROUNDS; round++) {
      Measured helloSaid = sayHello.run();
      Measured asked = ask.run();
      Measured ran = run.run();
      if (round > 0) {
        hello.add(helloSaid);
        query.add(asked);
        script.add(ran);
      }
    }
    return List.of(
        hello.row("1"), query.row(query.ratioTo(hello)), script.row(script.ratioTo(hello)));
  }
}

package io.coral.benchmarks.command;

import io.coral.benchmarks.measure.Measured;
import io.coral.benchmarks.measure.Project;
import io.coral.benchmarks.measure.Runs;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Imports the whole sample into a file that does not exist yet. */
public final class ImportBenchmark {
  private static final int RUNS = 5;
  private static final Map<String, String> HEAP = Map.of("CORAL_JVM_OPTIONS", "-Xmx256m");

  private final Project project;

  public ImportBenchmark(Project project) {
    this.project = project;
  }

  public List<String> rows() throws IOException, InterruptedException {
    var runs = new Runs("import of the sample, 256 MiB heap");
    for (int run = 0; run < RUNS; run++) {
      runs.add(once());
    }
    return List.of(runs.row(""));
  }

  private Measured once() throws IOException, InterruptedException {
    try (var file = new SampleFile()) {
      return new WholeProcess(file.importing(project), HEAP).run();
    }
  }
}

package io.coral.benchmarks.load;

import io.coral.benchmarks.measure.Machine;
import io.coral.benchmarks.measure.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One colony in a process of its own: as many spans as it takes, questions while it takes half of
 * what is wanted and half of what it can, and five hundred that ask at once. Whoever sends and asks
 * is on the same processors.
 */
public final class LoadBenchmark {
  /** Half of the spans a second that a colony is wanted to take. */
  private static final double HALF_OF_WANTED = 50_000;

  private final Project project;

  public LoadBenchmark(Project project) {
    this.project = project;
  }

  /** Runs it alone. Takes the folder of the checkout. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var project = new Project(Path.of(arguments[0]));
    System.out.println(Machine.describe(project));
    new LoadBenchmark(project).rows().forEach(System.out::println);
  }

  public List<String> rows() throws IOException, InterruptedException {
    List<String> table = new ArrayList<>();
    try (var colony = StartedColony.start(project)) {
      var ingest = new IngestBenchmark(project, colony);
      table.addAll(ingest.rows());
      table.add("");
      table.addAll(new BusyBenchmark(project, colony, HALF_OF_WANTED).rows());
      table.add("");
      table.addAll(new BusyBenchmark(project, colony, ingest.rate() / 2).rows());
      table.add("");
      table.addAll(new CrowdBenchmark(project, colony).rows());
    }
    return table;
  }
}

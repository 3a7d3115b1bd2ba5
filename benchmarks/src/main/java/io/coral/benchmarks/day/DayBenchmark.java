package io.coral.benchmarks.day;

import io.coral.benchmarks.measure.Project;
import io.coral.benchmarks.measure.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** A day of traffic in a store that keeps two hours: what grows, and what does not. */
public final class DayBenchmark {
  private static final int HOURS = 24;

  /** By then nothing is kept that was there at the start, and the room of it is used again. */
  private static final int SETTLED = 6;

  private final Project project;

  public DayBenchmark(Project project) {
    this.project = project;
  }

  /** Runs it alone. Takes the folder of the checkout. */
  public static void main(String[] arguments) throws IOException {
    new DayBenchmark(new Project(Path.of(arguments[0]))).rows().forEach(System.out::println);
  }

  public List<String> rows() throws IOException {
    Path folder = Files.createTempDirectory("coral-benchmark");
    List<DaySample> samples = new ArrayList<>();
    List<String> table = new ArrayList<>();
    table.add(DaySample.HEADING);
    try (var day =
        Side.start(
            project.library(
                SimulatedDay.class,
                folder.resolve("day.duckdb").toString(),
                Integer.toString(HOURS)))) {
      for (int hour = 0; hour < HOURS; hour++) {
        var sample = DaySample.of(day.line());
        samples.add(sample);
        table.add(sample.row());
      }
      table.add(
          "| last six hours, of those from the "
              + SETTLED
              + "th | "
              + ratio(samples, DaySample::fileBytes)
              + " | "
              + ratio(samples, DaySample::residentBytes)
              + " | "
              + ratio(samples, DaySample::commitMillis)
              + " | "
              + ratio(samples, DaySample::oneMillis)
              + " | "
              + ratio(samples, DaySample::allMillis)
              + " | "
              + ratio(samples, DaySample::sqlMillis)
              + " | "
              + ratio(samples, DaySample::sqlP99Millis)
              + " |");
      table.add("");
      table.add("Peak memory: " + day.peak());
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    return table;
  }

  private static String ratio(List<DaySample> samples, ToDoubleFunction<DaySample> of) {
    int span = HOURS / 4;
    double early = average(samples.subList(SETTLED - 1, SETTLED - 1 + span), of);
    double late = average(samples.subList(HOURS - span, HOURS), of);
    return String.format(Locale.ROOT, "%.2f", late / early);
  }

  private static double average(List<DaySample> samples, ToDoubleFunction<DaySample> of) {
    return samples.stream().mapToDouble(of).average().orElseThrow();
  }
}

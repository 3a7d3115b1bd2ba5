package io.coral.benchmarks;

import io.coral.benchmarks.command.ImportBenchmark;
import io.coral.benchmarks.command.ScriptBenchmark;
import io.coral.benchmarks.command.StartBenchmark;
import io.coral.benchmarks.day.DayBenchmark;
import io.coral.benchmarks.load.LoadBenchmark;
import io.coral.benchmarks.measure.Machine;
import io.coral.benchmarks.measure.Project;
import io.coral.benchmarks.stream.StreamBenchmark;
import java.io.IOException;
import java.nio.file.Path;

/** Runs everything and prints a table. Takes the folder of the checkout. */
public final class Benchmarks {
  private Benchmarks() {}

  /**
   * Runs everything.
   *
   * @throws IOException if a measured command fails
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var project = new Project(Path.of(arguments[0]));
    System.out.println(Machine.describe(project));
    System.out.println("| what | runs | median | spread | peak memory | of hello |");
    System.out.println("|---|---|---|---|---|---|");
    new ImportBenchmark(project).rows().forEach(System.out::println);
    new StartBenchmark(project).rows().forEach(System.out::println);
    new ScriptBenchmark(project).rows().forEach(System.out::println);
    System.out.println();
    new StreamBenchmark(project).rows().forEach(System.out::println);
    System.out.println();
    new LoadBenchmark(project).rows().forEach(System.out::println);
    System.out.println();
    new DayBenchmark(project).rows().forEach(System.out::println);
  }
}

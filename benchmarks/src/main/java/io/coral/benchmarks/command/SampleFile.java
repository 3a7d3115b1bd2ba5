package io.coral.benchmarks.command;

import io.coral.benchmarks.measure.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A database that the whole sample is imported into, in a folder of its own, gone when closed. */
final class SampleFile implements AutoCloseable {
  private final Path folder;

  /** Does not import anything yet. */
  SampleFile() throws IOException {
    folder = Files.createTempDirectory("coral-benchmark");
  }

  Path path() {
    return folder.resolve("sample.duckdb");
  }

  /** What imports it. */
  List<String> importing(Project project) {
    return project.coral(
        "import",
        "--db",
        path().toString(),
        project.example("train-ticket/traces.otlp.jsonl.gz"),
        project.example("train-ticket/metrics.otlp.jsonl.gz"));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

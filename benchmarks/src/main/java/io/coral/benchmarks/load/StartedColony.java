package io.coral.benchmarks.load;

import io.coral.benchmarks.measure.PeakMemory;
import io.coral.benchmarks.measure.Project;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** {@code coral colony start} as it was packed, with a database of its own, on free ports. */
final class StartedColony implements AutoCloseable {
  private static final String QUESTIONS = "listening on ";
  private static final String TELEMETRY = "taking OTLP/gRPC on ";

  private final Path folder;
  private final Process process;
  private final PeakMemory memory;
  private final int questions;
  private final int telemetry;

  private StartedColony(Path folder, Process process) throws IOException {
    this.folder = folder;
    this.process = process;
    memory = PeakMemory.watching(process.toHandle());
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    questions = port(QUESTIONS, lines.readLine());
    telemetry = port(TELEMETRY, lines.readLine());
  }

  static StartedColony start(Project project) throws IOException {
    Path folder = Files.createTempDirectory("coral-benchmark");
    var process =
        new ProcessBuilder(
                project.coral(
                    "colony",
                    "start",
                    "--db",
                    folder.resolve("colony.duckdb").toString(),
                    "--listen",
                    "127.0.0.1:0",
                    "--otlp-grpc",
                    "127.0.0.1:0",
                    "--otlp-http",
                    "off",
                    "--admin",
                    "off",
                    "--metrics",
                    "off",
                    "--log-level",
                    "error")) // not each statement
            .redirectError(Redirect.INHERIT)
            .start();
    return new StartedColony(folder, process);
  }

  private static int port(String what, String line) throws IOException {
    if (line == null || !line.startsWith(what)) {
      throw new IOException("a colony did not start as usual: " + line);
    }
    return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
  }

  /** The port for questions. */
  String questions() {
    return Integer.toString(questions);
  }

  /** The port for telemetry over gRPC. */
  String telemetry() {
    return Integer.toString(telemetry);
  }

  /** Time of processors that it has used. */
  Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  String peak() {
    return (memory.bytes() >> 20) + " MiB";
  }

  long fileBytes() throws IOException {
    return Files.size(folder.resolve("colony.duckdb"));
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    memory.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

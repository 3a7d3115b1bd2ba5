package io.coral.cli.truth;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of others that a colony must get along with. It is found on the path; where it is not,
 * a test fails and says how it is had.
 */
enum PeerTool {
  PYTHON(
      System.getProperty("python", "python3"),
      "pip install opentelemetry-sdk opentelemetry-exporter-otlp-proto-grpc"
          + " opentelemetry-exporter-otlp-proto-http, and -Dpython=PROGRAM where that is in a"
          + " virtual environment"),
  TELEMETRYGEN(
      "telemetrygen",
      "go install github.com/open-telemetry/opentelemetry-collector-contrib/cmd/telemetrygen"
          + "@v0.161.0"),
  GRPCURL("grpcurl", "go install github.com/fullstorydev/grpcurl/cmd/grpcurl@v1.9.4"),
  GHZ("ghz", "go install github.com/bojand/ghz/cmd/ghz@v0.93.0");

  private static final long GENEROUS_SECONDS = 300;

  private final String program;
  private final String howItIsHad;

  PeerTool(String program, String howItIsHad) {
    this.program = program;
    this.howItIsHad = howItIsHad;
  }

  /** How a program ended, and what it wrote. */
  record Outcome(int exitCode, String stdout, String stderr) {}

  /** Runs it to its end; fails unless that is a good one. */
  String run(String... arguments) {
    Outcome outcome = outcome(arguments);
    if (outcome.exitCode() != 0) {
      throw new AssertionError(
          "%s ended with %d: %s%s%nWhat it needs is had by: %s"
              .formatted(
                  program, outcome.exitCode(), outcome.stderr(), outcome.stdout(), howItIsHad));
    }
    return outcome.stdout();
  }

  /** Runs it to its end, whichever. */
  Outcome outcome(String... arguments) {
    List<String> command = new ArrayList<>(List.of(found()));
    command.addAll(List.of(arguments));
    try {
      Path stdout = Files.createTempFile("peer", ".out");
      Path stderr = Files.createTempFile("peer", ".err");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile())
                .start();
        if (!process.waitFor(GENEROUS_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError("still running: " + command);
        }
        return new Outcome(
            process.exitValue(),
            Files.readString(stdout, StandardCharsets.UTF_8),
            Files.readString(stderr, StandardCharsets.UTF_8));
      } finally {
        Files.delete(stdout);
        Files.delete(stderr);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String found() {
    if (program.contains(File.separator)
        || Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)))) {
      return program;
    }
    throw new AssertionError(
        program + " is not on the PATH; it is had by: " + howItIsHad + " (see docs/peers.md)");
  }
}

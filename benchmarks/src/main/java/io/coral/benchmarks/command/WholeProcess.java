package io.coral.benchmarks.command;

import io.coral.benchmarks.measure.Measured;
import io.coral.benchmarks.measure.PeakMemory;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command line, timed from its start to its end as a user would. */
final class WholeProcess {
  private static final long POLL_MILLIS = 5;

  private final List<String> command;
  private final Map<String, String> environment;
  private final Path input;

  WholeProcess(List<String> command) {
    this(command, Map.of());
  }

  WholeProcess(List<String> command, Map<String, String> environment) {
    this(command, environment, Path.of("/dev/null"));
  }

  private WholeProcess(List<String> command, Map<String, String> environment, Path input) {
    this.command = command;
    this.environment = environment;
    this.input = input;
  }

  /** The same with a file on its standard input. */
  WholeProcess reading(Path file) {
    return new WholeProcess(command, environment, file);
  }

  /**
   * Runs it once.
   *
   * @throws IOException if it ends with anything but 0
   */
  Measured run() throws IOException, InterruptedException {
    Path errors = Files.createTempFile("coral-benchmark", ".txt");
    try {
      var builder =
          new ProcessBuilder(command)
              .redirectInput(Redirect.from(input.toFile()))
              .redirectOutput(Redirect.DISCARD)
              .redirectError(errors.toFile());
      builder.environment().putAll(environment);
      long started = System.nanoTime();
      Process process = builder.start();
      Path status = Path.of("/proc", Long.toString(process.pid()), "status");
      long peak = 0;
      do {
        peak = Math.max(peak, PeakMemory.bytes(status));
      } while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS));
      long nanos = System.nanoTime() - started;
      if (process.exitValue() != 0) {
        throw new IOException(
            String.join(" ", command)
                + " ended with "
                + process.exitValue()
                + "\n"
                + Files.readString(errors));
      }
      return new Measured(nanos, peak);
    } finally {
      Files.delete(errors);
    }
  }
}

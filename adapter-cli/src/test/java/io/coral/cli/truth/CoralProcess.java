package io.coral.cli.truth;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged command, as a process of its own. */
final class CoralProcess {
  private static final Path DIST = Path.of("target", "dist").toAbsolutePath();
  private static final long GENEROUS_SECONDS = 180;

  /** How a process ended, and what it wrote. */
  record Outcome(int exitCode, String stdout, String stderr) {}

  private CoralProcess() {}

  /** Runs a command line to its end, in a folder. */
  static Outcome run(Path folder, String... arguments) {
    try {
      Path stdout = Files.createTempFile("coral-test", ".out");
      Path stderr = Files.createTempFile("coral-test", ".err");
      try {
        Process process =
            builder(folder, List.of(arguments))
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile())
                .start();
        if (!process.waitFor(GENEROUS_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError("still running: coral " + Arrays.toString(arguments));
        }
        return new Outcome(process.exitValue(), Files.readString(stdout), Files.readString(stderr));
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

  private static ProcessBuilder builder(Path folder, List<String> arguments) {
    var command =
        new ArrayList<>(
            List.of(
                DIST.resolve("runtime/bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dguice_custom_class_loading=CHILD",
                "-Dorg.jooq.no-logo=true",
                "-Dorg.jooq.no-tips=true",
                "-Dcoral.home=" + DIST,
                "-jar",
                DIST.resolve("lib/coral.jar").toString()));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("CORAL_"));
    return builder;
  }

  /** A colony that serves a database on a free port until it is closed. */
  static final class Colony implements AutoCloseable {
    private static final String ANNOUNCEMENT = "listening on ";

    private final Process process;
    private final String address;

    private Colony(Process process, String address) {
      this.process = process;
      this.address = address;
    }

    static Colony start(Path database) {
      try {
        Process process =
            builder(
                    database.toAbsolutePath().getParent(),
                    List.of(
                        "colony", "start", "--db", database.toString(), "--listen", "127.0.0.1:0"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        if (line == null || !line.startsWith(ANNOUNCEMENT)) {
          process.destroyForcibly();
          throw new AssertionError("the colony did not start: " + line);
        }
        return new Colony(process, line.substring(ANNOUNCEMENT.length()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** {@code HOST:PORT}. */
    String address() {
      return address;
    }

    @Override
    public void close() {
      process.destroy();
      try {
        if (!process.waitFor(GENEROUS_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

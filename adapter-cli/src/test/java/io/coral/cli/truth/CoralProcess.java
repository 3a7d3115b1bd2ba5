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
import java.util.function.UnaryOperator;

/** The packaged command, as a process of its own. */
final class CoralProcess {
  static final Path DIST = Path.of("target", "dist").toAbsolutePath();
  private static final long GENEROUS_SECONDS = 180;

  /** How a process ended, and what it wrote. */
  record Outcome(int exitCode, String stdout, String stderr) {}

  private CoralProcess() {}

  /** Runs a command line to its end, in a folder. */
  static Outcome run(Path folder, String... arguments) {
    return runWithInput(folder, Path.of("/dev/null"), arguments);
  }

  /** The same with a file as its stdin. */
  static Outcome runWithInput(Path folder, Path input, String... arguments) {
    try {
      Path stdout = Files.createTempFile("coral-test", ".out");
      Path stderr = Files.createTempFile("coral-test", ".err");
      try {
        Process process =
            builder(folder, List.of(arguments))
                .redirectInput(input.toFile())
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
    return builder(folder, arguments, UnaryOperator.identity());
  }

  private static ProcessBuilder builder(
      Path folder, List<String> arguments, UnaryOperator<List<String>> within) {
    var command = new ArrayList<>(List.of(DIST.resolve("bin/coral").toString()));
    command.addAll(arguments);
    return process(folder, within.apply(command));
  }

  private static ProcessBuilder process(Path folder, List<String> command) {
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("CORAL_"));
    return builder;
  }

  /** Starts a command line that does not end by itself. */
  static Running start(Path folder, String... arguments) throws IOException {
    Path stdout = Files.createTempFile("coral-test", ".out");
    Path stderr = Files.createTempFile("coral-test", ".err");
    Process process =
        builder(folder, List.of(arguments))
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(stdout.toFile())
            .redirectError(stderr.toFile())
            .start();
    return new Running(process, stdout, stderr);
  }

  /** A command that runs until it is interrupted or closed. */
  record Running(Process process, Path stdoutFile, Path stderrFile) implements AutoCloseable {
    String stdout() throws IOException {
      return Files.readString(stdoutFile);
    }

    String stderr() throws IOException {
      return Files.readString(stderrFile);
    }

    void awaitStdout(String text) throws IOException, InterruptedException {
      await(stdoutFile, text);
    }

    void awaitStderr(String text) throws IOException, InterruptedException {
      await(stderrFile, text);
    }

    private void await(Path file, String text) throws IOException, InterruptedException {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(GENEROUS_SECONDS);
      while (!Files.readString(file).contains(text)) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new AssertionError("never said " + text + "\n" + stdout() + stderr());
        }
        Thread.sleep(20);
      }
    }

    List<ProcessHandle> children() {
      return process.descendants().toList();
    }

    /** As Ctrl-C does for it alone; returns the code it ends with. */
    int interrupt() throws IOException, InterruptedException {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      if (!process.waitFor(GENEROUS_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("not interrupted");
      }
      return process.exitValue();
    }

    @Override
    public void close() throws IOException {
      process.destroyForcibly();
      Files.delete(stdoutFile);
      Files.delete(stderrFile);
    }
  }

  /** A colony that serves a database on a free port until it is closed. */
  static final class Colony implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;
    private final String address;
    private final String otlpGrpc;
    private final String otlpHttp;
    private final String admin;
    private final String metrics;

    private Colony(Process process, BufferedReader announcements) throws IOException {
      this.process = process;
      this.lines = announcements;
      this.address = announced(announcements, "listening on ");
      this.otlpGrpc = announced(announcements, "taking OTLP/gRPC on ");
      this.otlpHttp = announced(announcements, "taking OTLP/HTTP on ");
      this.admin = announced(announcements, "administering on ");
      this.metrics = announced(announcements, "showing metrics on ");
    }

    private String announced(BufferedReader lines, String what) throws IOException {
      String line = lines.readLine();
      if (line == null || !line.startsWith(what)) {
        process.destroyForcibly();
        throw new AssertionError("the colony did not start: " + line);
      }
      return line.substring(what.length());
    }

    static Colony start(Path database, String... options) {
      return start(database, UnaryOperator.identity(), options);
    }

    /**
     * Starts one within another program.
     *
     * @param within the command line of the program that runs a command line
     */
    static Colony start(Path database, UnaryOperator<List<String>> within, String... options) {
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "colony",
                  "start",
                  "--db",
                  database.toString(),
                  "--listen",
                  "127.0.0.1:0",
                  "--otlp-grpc",
                  "127.0.0.1:0",
                  "--otlp-http",
                  "127.0.0.1:0",
                  "--admin",
                  "127.0.0.1:0",
                  "--metrics",
                  "127.0.0.1:0"));
      arguments.addAll(List.of(options));
      try {
        Process process =
            builder(database.toAbsolutePath().getParent(), arguments, within)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new Colony(
            process,
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Says a line to the program that it runs within, and hears one in return. */
    String ask(String line) throws IOException {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      return lines.readLine();
    }

    /** {@code HOST:PORT}, over TLS with https:// before it. */
    String address() {
      return address;
    }

    /** The same. */
    String otlpGrpc() {
      return otlpGrpc;
    }

    /** {@code http://HOST:PORT}. */
    String otlpHttp() {
      return otlpHttp;
    }

    /** As {@link #address} is. */
    String admin() {
      return admin;
    }

    /** The whole address of its numbers. */
    String metrics() {
      return metrics;
    }

    /** Ends it as a failure of power would; returns when it is gone. */
    void kill() throws InterruptedException {
      process.destroyForcibly();
      awaitEnd();
    }

    /** Tells it to end, as whoever runs services does. */
    void terminate() {
      process.destroy();
    }

    /** The code it ends with. */
    int awaitEnd() throws InterruptedException {
      if (!process.waitFor(GENEROUS_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the colony has not ended");
      }
      return process.exitValue();
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

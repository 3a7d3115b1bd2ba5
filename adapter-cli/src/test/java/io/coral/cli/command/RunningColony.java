package io.coral.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code coral colony start} in this process, on free ports, until it is closed. */
final class RunningColony implements AutoCloseable {
  private final Coral coral;
  private final CompletableFuture<Coral.Outcome> serving;
  private final Lines lines;

  private RunningColony(Coral coral, CompletableFuture<Coral.Outcome> serving, Lines lines) {
    this.coral = coral;
    this.serving = serving;
    this.lines = lines;
  }

  static RunningColony start(Path folder, String... options) throws Exception {
    var lines = new Lines();
    var coral = new Coral(folder).withStdout(lines);
    List<String> arguments = new ArrayList<>(List.of("colony", "start", "--db", "c.duckdb"));
    for (String port : List.of("--listen", "--otlp-grpc", "--otlp-http", "--admin", "--metrics")) {
      if (!List.of(options).contains(port)) {
        arguments.addAll(List.of(port, "127.0.0.1:0"));
      }
    }
    arguments.addAll(List.of(options));
    var serving = CompletableFuture.supplyAsync(() -> coral.run(arguments.toArray(String[]::new)));
    var colony = new RunningColony(coral, serving, lines);
    var _ = serving.thenAccept(outcome -> lines.abandon(outcome.err()));
    lines.await("taking OTLP/HTTP on ");
    return colony;
  }

  /** {@code HOST:PORT}. */
  String address() throws InterruptedException {
    return lines.await("listening on ");
  }

  /** Where it takes telemetry over HTTP, {@code http://HOST:PORT}. */
  String otlpHttp() throws InterruptedException {
    return lines.await("taking OTLP/HTTP on ");
  }

  /** Of the port for administration, {@code HOST:PORT}. */
  String admin() throws InterruptedException {
    return lines.await("administering on ");
  }

  /** {@code http://HOST:PORT/metrics}. */
  String metrics() throws InterruptedException {
    return lines.await("showing metrics on ");
  }

  @Override
  public void close() {
    try {
      coral.end();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    serving.orTimeout(1, TimeUnit.MINUTES).join();
  }
}

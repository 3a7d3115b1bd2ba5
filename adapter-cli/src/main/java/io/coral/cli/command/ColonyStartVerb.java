package io.coral.cli.command;

import static java.util.Objects.requireNonNull;

import io.coral.cli.colony.HostPort;
import io.coral.cli.failure.Complaint;
import io.coral.cli.parts.Surroundings;
import io.coral.cli.serve.ServeOptions;
import io.coral.cli.serve.ServeRun;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code coral colony start}. */
final class ColonyStartVerb implements Verb {
  private static final String DATABASE = "--db";
  private static final String LISTEN = "--listen";
  private static final String OTLP_GRPC = "--otlp-grpc";
  private static final String OTLP_HTTP = "--otlp-http";
  private static final String OFF = "off";
  private static final String INSECURE = "--insecure";
  private static final HostPort DEFAULT = new HostPort("127.0.0.1", HostPort.DEFAULT_PORT);

  /** Where exporters send to unless told otherwise. */
  private static final HostPort DEFAULT_OTLP_GRPC = new HostPort("127.0.0.1", 4317);

  private static final HostPort DEFAULT_OTLP_HTTP = new HostPort("127.0.0.1", 4318);

  private final Surroundings surroundings;
  private final ServeRun serveRun;

  ColonyStartVerb(Surroundings surroundings, ServeRun serveRun) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
    this.serveRun = requireNonNull(serveRun, "serveRun is null");
  }

  @Override
  public String doing() {
    return "start the colony";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.of(
            this,
            "Take in telemetry, and serve it to coral query, coral run and other gRPC clients.",
            "coral colony start --db FILE [--listen HOST:PORT]",
            "Prints the addresses it listens on, and runs until it is interrupted. It holds the"
                + " file: others ask it with --colony. OpenTelemetry exporters send to it over"
                + " OTLP/gRPC and OTLP/HTTP. For now it speaks plain text and asks for no"
                + " credentials, so it listens on this machine only.");
    spec.addOption(Specs.value(DATABASE, "FILE", "The colony's database; made if there is none."));
    spec.addOption(
        Specs.value(LISTEN, "HOST:PORT", "Port 0 takes a free one. Default: " + DEFAULT + "."));
    spec.addOption(
        Specs.value(
            OTLP_GRPC,
            "HOST:PORT",
            "Take telemetry over gRPC here, or off. Default: " + DEFAULT_OTLP_GRPC + "."));
    spec.addOption(
        Specs.value(
            OTLP_HTTP,
            "HOST:PORT",
            "Take telemetry over HTTP here, or off. Default: " + DEFAULT_OTLP_HTTP + "."));
    UpkeepArguments.addTo(spec);
    spec.addOption(
        Specs.flag(
            INSECURE, "Listen beyond this machine: everybody who gets there may ask and send."));
    return spec.addOption(Specs.help());
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("coral colony start --db colony.duckdb", "on the usual port"),
        new Example(
            "coral colony start --db colony.duckdb --listen 127.0.0.1:0", "on any free port"),
        new Example(
            "coral colony start --db colony.duckdb --otlp-grpc 127.0.0.1:0 --otlp-http off",
            "take telemetry over gRPC only, on any free port"),
        new Example(
            "coral colony start --db colony.duckdb --retention 30d --disk-budget 20GB",
            "keep minutes for a month, but at most 20 GB"));
  }

  @Override
  public Either<Complaint, Integer> run(Arguments arguments) {
    return serveRun.run(options(arguments));
  }

  ServeOptions options(Arguments arguments) {
    var database =
        arguments
            .option(DATABASE)
            .orElseThrow(() -> Arguments.usage("it is not said which", "add --db FILE"));
    return new ServeOptions(
        Paths.of(DATABASE, database, surroundings),
        arguments.option(LISTEN, HostPort::parse).orElse(DEFAULT),
        otlp(arguments, OTLP_GRPC, DEFAULT_OTLP_GRPC),
        otlp(arguments, OTLP_HTTP, DEFAULT_OTLP_HTTP),
        UpkeepArguments.of(arguments),
        arguments.has(INSECURE));
  }

  private static Optional<HostPort> otlp(Arguments arguments, String option, HostPort otherwise) {
    return arguments.option(option, ColonyStartVerb::addressOrOff).orElse(Optional.of(otherwise));
  }

  private static Either<String, Optional<HostPort>> addressOrOff(String text) {
    return text.equals(OFF)
        ? Either.right(Optional.empty())
        : HostPort.parse(text).map(Optional::of);
  }
}

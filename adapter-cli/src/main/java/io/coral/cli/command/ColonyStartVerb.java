package io.coral.cli.command;

import static java.util.Objects.requireNonNull;

import io.coral.cli.colony.HostPort;
import io.coral.cli.failure.Complaint;
import io.coral.cli.log.LogFormat;
import io.coral.cli.log.LogLevel;
import io.coral.cli.parts.Surroundings;
import io.coral.cli.serve.ServeOptions;
import io.coral.cli.serve.ServeRun;
import io.coral.domain.time.DurationText;
import io.coral.ports.PemIdentity;
import io.coral.ports.ServerTls;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code coral colony start}. */
final class ColonyStartVerb implements Verb {
  private static final String DATABASE = "--db";
  private static final String LISTEN = "--listen";
  private static final String OTLP_GRPC = "--otlp-grpc";
  private static final String OTLP_HTTP = "--otlp-http";
  private static final String ADMIN = AdminArguments.ADMIN;
  private static final String METRICS = "--metrics";
  private static final String SLOW_QUERY = "--slow-query";
  private static final String LOG_FORMAT = "--log-format";
  private static final String LOG_LEVEL = "--log-level";
  private static final String OFF = "off";
  private static final String CERTIFICATE = "--tls-cert";
  private static final String KEY = "--tls-key";
  private static final String CLIENT_AUTHORITIES = "--client-ca";
  private static final String TOKENS = "--tokens";
  private static final String GRACE = "--grace";
  private static final String INSECURE = "--insecure";
  private static final HostPort DEFAULT = new HostPort("127.0.0.1", HostPort.DEFAULT_PORT);

  /** Where exporters send to unless told otherwise. */
  private static final HostPort DEFAULT_OTLP_GRPC = new HostPort("127.0.0.1", 4317);

  private static final HostPort DEFAULT_OTLP_HTTP = new HostPort("127.0.0.1", 4318);

  private static final HostPort DEFAULT_ADMIN =
      new HostPort("127.0.0.1", AdminArguments.DEFAULT_PORT);

  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(10);
  private static final Duration LONGEST_GRACE = Duration.ofHours(1);

  /** The usual port of what exports numbers for Prometheus. */
  private static final HostPort DEFAULT_METRICS = new HostPort("127.0.0.1", 9464);

  private static final Duration DEFAULT_SLOW_QUERY = Duration.ofSeconds(1);

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
            "coral colony start --db FILE [--listen HOST:PORT]",
            "Prints the addresses it listens on, and runs until it is interrupted or terminated, which it takes"
                + " as a good end. It holds the"
                + " file: others ask it with --colony. OpenTelemetry exporters send to it over"
                + " OTLP/gRPC and OTLP/HTTP. With a file of tokens it lets in only who holds one,"
                + " to do what it is for. Beyond this machine it listens only over TLS and for"
                + " those who are known.");
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
    spec.addOption(
        Specs.value(
            ADMIN,
            "HOST:PORT",
            "Be administered here, as by coral colony status, or off. Default: "
                + DEFAULT_ADMIN
                + "."));
    spec.addOption(
        Specs.value(
            METRICS,
            "HOST:PORT",
            "Show the colony's own numbers to Prometheus here, at /metrics, or off. Default: "
                + DEFAULT_METRICS
                + "."));
    spec.addOption(
        Specs.value(
            SLOW_QUERY,
            "DURATION",
            "Log questions that take so long, or off. Default: "
                + DurationText.exact(DEFAULT_SLOW_QUERY)
                + "."));
    spec.addOption(
        Specs.value(
            LOG_FORMAT, "FORMAT", "text, or json for one object on each line. Default: text."));
    spec.addOption(
        Specs.value(LOG_LEVEL, "LEVEL", "error, warning, info or debug. Default: info."));
    UpkeepArguments.addTo(spec);
    MemoryArguments.addTo(spec);
    spec.addOption(
        Specs.value(
            TOKENS,
            "FILE",
            "Let in only who holds a token of this file; coral colony token makes them. Changes"
                + " to it count at once."));
    spec.addOption(
        Specs.value(
            CERTIFICATE,
            "FILE",
            "Speak TLS on all ports, and show this certificate, with its chain, in PEM. It, its"
                + " key and --client-ca are read again when they change."));
    spec.addOption(Specs.value(KEY, "FILE", "Its private key in PEM, PKCS #8."));
    spec.addOption(
        Specs.value(
            CLIENT_AUTHORITIES,
            "FILE",
            "Let in only who shows a certificate signed by one of this PEM file; scripts show a"
                + " run token instead."));
    RateArguments.CALLERS.addTo(spec);
    RateArguments.SENDERS.addTo(spec);
    spec.addOption(
        Specs.value(
            GRACE,
            "DURATION",
            "Once told to end, let calls under way finish for so long. Default: "
                + DurationText.exact(DEFAULT_GRACE)
                + "."));
    spec.addOption(
        Specs.flag(
            INSECURE,
            "Listen beyond this machine: everybody on the network may read what is asked and"
                + " sent, and without tokens ask and send."));
    spec.addOption(
        Specs.value(
            Settings.CONFIG,
            "FILE",
            "Settings, a line each: listen = 127.0.0.1:9090. Each option is also a variable:"
                + " CORAL_COLONY_LISTEN. A flag counts before a variable, that before the file."));
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
            "coral colony start --db colony.duckdb --tokens tokens.txt",
            "for those who hold a token"),
        new Example(
            "coral colony start --db colony.duckdb --listen 0.0.0.0:9090 --tokens tokens.txt"
                + " --tls-cert colony.pem --tls-key colony.key",
            "for others on the network"),
        new Example(
            "coral colony start --db colony.duckdb --tokens tokens.txt --caller-calls-at-once 16"
                + " --caller-calls-per-second 50",
            "for many who must not get into each other's way"),
        new Example(
            "coral colony start --db colony.duckdb --retention 30d --disk-budget 20GB",
            "keep minutes for a month, but at most 20 GB"),
        new Example(
            "coral colony start --db colony.duckdb --memory-budget 512MB", "on a small machine"),
        new Example(
            "coral colony start --db colony.duckdb --metrics 127.0.0.1:0",
            "show its numbers to Prometheus on any free port"),
        new Example(
            "coral colony start --db colony.duckdb --log-format json --slow-query 200ms",
            "log for machines, also questions that take 200 ms"));
  }

  @Override
  public Either<Complaint, Integer> run(Arguments arguments) {
    return serveRun.run(options(Settings.complete(arguments, spec(), surroundings)));
  }

  ServeOptions options(Arguments arguments) {
    var database =
        arguments
            .option(DATABASE)
            .orElseThrow(() -> Arguments.usage("it is not said which", "add --db FILE"));
    return new ServeOptions(
        Paths.of(DATABASE, database, surroundings),
        arguments.option(LISTEN, HostPort::parse).orElse(DEFAULT),
        unlessOff(arguments, OTLP_GRPC, DEFAULT_OTLP_GRPC),
        unlessOff(arguments, OTLP_HTTP, DEFAULT_OTLP_HTTP),
        unlessOff(arguments, ADMIN, DEFAULT_ADMIN),
        unlessOff(arguments, METRICS, DEFAULT_METRICS),
        arguments
            .option(SLOW_QUERY, ColonyStartVerb::durationOrOff)
            .orElse(Optional.of(DEFAULT_SLOW_QUERY)),
        arguments.option(LOG_FORMAT, ColonyStartVerb::logFormat).orElse(LogFormat.TEXT),
        arguments.option(LOG_LEVEL, ColonyStartVerb::logLevel).orElse(LogLevel.INFO),
        path(arguments, TOKENS),
        tls(arguments),
        UpkeepArguments.of(arguments),
        MemoryArguments.of(arguments),
        RateArguments.CALLERS.of(arguments, knowsCallers(arguments)),
        RateArguments.SENDERS.of(arguments, knowsCallers(arguments)),
        arguments.option(GRACE, ColonyStartVerb::grace).orElse(DEFAULT_GRACE),
        arguments.has(INSECURE));
  }

  private static boolean knowsCallers(Arguments arguments) {
    return arguments.has(TOKENS) || arguments.has(CLIENT_AUTHORITIES);
  }

  private static Either<String, Duration> grace(String text) {
    return DurationText.parse(text)
        .filterOrElse(
            length -> length.compareTo(LONGEST_GRACE) <= 0,
            length -> "nobody waits that long; write 1h or less");
  }

  private Optional<ServerTls> tls(Arguments arguments) {
    Optional<Path> certificate = path(arguments, CERTIFICATE);
    Optional<Path> key = path(arguments, KEY);
    Optional<Path> authorities = path(arguments, CLIENT_AUTHORITIES);
    if (certificate.isPresent() != key.isPresent()) {
      throw Arguments.usage(
          "a certificate and its key go together", "give both " + CERTIFICATE + " and " + KEY);
    }
    if (authorities.isPresent() && certificate.isEmpty()) {
      throw Arguments.usage(
          CLIENT_AUTHORITIES + " is of use over TLS only",
          "give " + CERTIFICATE + " and " + KEY + ", too");
    }
    return certificate.flatMap(
        shown -> key.map(ofIt -> new ServerTls(new PemIdentity(shown, ofIt), authorities)));
  }

  private Optional<Path> path(Arguments arguments, String option) {
    return arguments.option(option).map(text -> Paths.of(option, text, surroundings));
  }

  private static Optional<HostPort> unlessOff(
      Arguments arguments, String option, HostPort otherwise) {
    return arguments.option(option, ColonyStartVerb::addressOrOff).orElse(Optional.of(otherwise));
  }

  private static Either<String, LogFormat> logFormat(String text) {
    return switch (text) {
      case "text" -> Either.right(LogFormat.TEXT);
      case "json" -> Either.right(LogFormat.JSON);
      default -> Either.left("no format of a log; write text or json");
    };
  }

  private static Either<String, LogLevel> logLevel(String text) {
    return switch (text) {
      case "error" -> Either.right(LogLevel.ERROR);
      case "warning" -> Either.right(LogLevel.WARNING);
      case "info" -> Either.right(LogLevel.INFO);
      case "debug" -> Either.right(LogLevel.DEBUG);
      default -> Either.left("no level of a log; write error, warning, info or debug");
    };
  }

  private static Either<String, Optional<Duration>> durationOrOff(String text) {
    return text.equals(OFF)
        ? Either.right(Optional.empty())
        : DurationText.parse(text).map(Optional::of);
  }

  private static Either<String, Optional<HostPort>> addressOrOff(String text) {
    return text.equals(OFF)
        ? Either.right(Optional.empty())
        : HostPort.parse(text).map(Optional::of);
  }
}

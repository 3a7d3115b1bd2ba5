package io.coral.cli.serve;

import static java.util.Objects.requireNonNull;

import io.coral.cli.colony.Colonies;
import io.coral.cli.colony.HostPort;
import io.coral.cli.failure.Complaint;
import io.coral.cli.failure.ExitCode;
import io.coral.cli.parts.Console;
import io.coral.cli.parts.Parts;
import io.coral.cli.parts.Surroundings;
import io.coral.ports.ColonyListener;
import io.coral.ports.ColonyMetrics;
import io.coral.ports.ColonyStores;
import io.vavr.control.Either;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Serves the colony kept in a file until the process is told to end. */
public final class ServeRun {
  private final Parts parts;
  private final Surroundings surroundings;
  private final Console console;

  public ServeRun(Parts parts, Surroundings surroundings, Console console) {
    this.parts = requireNonNull(parts, "parts is null");
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
    this.console = requireNonNull(console, "console is null");
  }

  /** Zero once it has ended; or why it did not start. */
  public Either<Complaint, Integer> run(ServeOptions options) {
    parts.log(options.logFormat(), options.logLevel());
    return new DoorPlan(parts, new Colonies(parts, surroundings))
        .doors(options)
        .flatMap(doors -> started(doors, options))
        .map(colony -> served(colony, options));
  }

  private Either<Complaint, Colony> started(Doors doors, ServeOptions options) {
    Watching watching = watching(options);
    return parts
        .servedStores(options.upkeep(), options.memory(), watching.listener())
        .open(options.database(), ColonyStores.Access.READ_WRITE)
        .flatMap(
            store ->
                Colony.start(
                    store,
                    parts.servers(),
                    parts.telemetryServers(),
                    parts.adminServers(),
                    doors,
                    watching))
        .mapLeft(Complaint::of);
  }

  private Watching watching(ServeOptions options) {
    Optional<ColonyMetrics> metrics = options.metrics().map(shown -> parts.metrics());
    ColonyListener listener = new DenialLog();
    if (metrics.isPresent()) {
      listener = listener.and(metrics.get().listener());
    }
    if (options.slowQuery().isPresent()) {
      listener = listener.and(new SlowQueryLog(options.slowQuery().get()));
    }
    return new Watching(listener, metrics);
  }

  private int served(Colony colony, ServeOptions options) {
    List<String> doors = doors(colony, options.tls().isPresent());
    // Whoever reads that it listens may end it at once.
    surroundings.ending().onEnd(() -> ended(colony, options));
    doors.forEach(console::dataLine);
    console.flush();
    try {
      colony.awaitEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.OK.number();
  }

  private static List<String> doors(Colony colony, boolean secure) {
    String scheme = secure ? "https://" : "";
    String web = secure ? "https://" : "http://";
    var lines = new ArrayList<String>();
    lines.add("listening on " + scheme + shown(colony.address()));
    for (Colony.Ingest ingest : colony.ingest()) {
      HostPort address = shown(ingest.server().address());
      lines.add(
          switch (ingest.protocol()) {
            case GRPC -> "taking OTLP/gRPC on " + scheme + address;
            case HTTP -> "taking OTLP/HTTP on " + web + address;
          });
    }
    colony
        .adminAddress()
        .ifPresent(address -> lines.add("administering on " + scheme + shown(address)));
    colony
        .metrics()
        .ifPresent(address -> lines.add("showing metrics on " + web + shown(address) + "/metrics"));
    return lines;
  }

  /** To be told to end is how a colony is meant to end. */
  private static OptionalInt ended(Colony colony, ServeOptions options) {
    colony.close(options.grace());
    return OptionalInt.of(ExitCode.OK.number());
  }

  private static HostPort shown(InetSocketAddress bound) {
    return new HostPort(bound.getAddress().getHostAddress(), bound.getPort());
  }
}

package io.coral.cli.serve;

import static java.util.Objects.requireNonNull;

import io.coral.cli.colony.Colonies;
import io.coral.cli.colony.HostPort;
import io.coral.cli.failure.Complaint;
import io.coral.cli.failure.ExitCode;
import io.coral.cli.parts.Console;
import io.coral.cli.parts.Parts;
import io.coral.cli.parts.Surroundings;
import io.coral.ports.ColonyStores;
import io.coral.ports.TelemetryServers.Protocol;
import io.vavr.control.Either;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Serves the colony kept in a file until the process is told to end. */
public final class ServeRun {
  private final Parts parts;
  private final Surroundings surroundings;
  private final Console console;

  /** Where to listen, as addresses. */
  private record Addresses(InetSocketAddress queries, Map<Protocol, InetSocketAddress> telemetry) {}

  public ServeRun(Parts parts, Surroundings surroundings, Console console) {
    this.parts = requireNonNull(parts, "parts is null");
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
    this.console = requireNonNull(console, "console is null");
  }

  /** Zero once it has ended; or why it did not start. */
  public Either<Complaint, Integer> run(ServeOptions options) {
    return addresses(options).flatMap(addresses -> started(addresses, options)).map(this::served);
  }

  private Either<Complaint, Addresses> addresses(ServeOptions options) {
    var telemetry = new EnumMap<Protocol, InetSocketAddress>(Protocol.class);
    for (Protocol protocol : Protocol.values()) {
      Optional<HostPort> listen = listen(protocol, options);
      if (listen.isPresent()) {
        Either<Complaint, InetSocketAddress> address = allowed(listen.get(), options);
        if (address.isLeft()) {
          return Either.left(address.getLeft());
        }
        telemetry.put(protocol, address.get());
      }
    }
    return allowed(options.listen(), options).map(queries -> new Addresses(queries, telemetry));
  }

  private static Optional<HostPort> listen(Protocol protocol, ServeOptions options) {
    return switch (protocol) {
      case GRPC -> options.otlpGrpc();
      case HTTP -> options.otlpHttp();
    };
  }

  private Either<Complaint, InetSocketAddress> allowed(HostPort listen, ServeOptions options) {
    return new Colonies(parts, surroundings)
        .resolved(listen)
        .filterOrElse(
            address -> address.getAddress().isLoopbackAddress() || options.insecure(),
            address ->
                new Complaint(
                    ExitCode.REFUSED,
                    "this colony speaks plain text and asks for no credentials, so it does not"
                        + " listen on "
                        + listen,
                    "listen on 127.0.0.1, or pass --insecure where everybody on the network may"
                        + " ask and send"));
  }

  private Either<Complaint, Colony> started(Addresses addresses, ServeOptions options) {
    return parts
        .servedStores(options.upkeep())
        .open(options.database(), ColonyStores.Access.READ_WRITE)
        .flatMap(
            store ->
                Colony.start(
                    store,
                    parts.servers(),
                    addresses.queries(),
                    parts.telemetryServers(),
                    addresses.telemetry()))
        .mapLeft(Complaint::of);
  }

  private int served(Colony colony) {
    console.dataLine("listening on " + shown(colony.address()));
    for (Colony.Ingest ingest : colony.ingest()) {
      HostPort address = shown(ingest.server().address());
      console.dataLine(
          switch (ingest.protocol()) {
            case GRPC -> "taking OTLP/gRPC on " + address;
            case HTTP -> "taking OTLP/HTTP on http://" + address;
          });
    }
    console.flush();
    surroundings.ending().onEnd(colony::close);
    try {
      colony.awaitEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.OK.number();
  }

  private static HostPort shown(InetSocketAddress bound) {
    return new HostPort(bound.getAddress().getHostAddress(), bound.getPort());
  }
}

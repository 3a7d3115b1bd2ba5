package io.coral.cli.serve;

import static java.util.Objects.requireNonNull;

import io.coral.cli.colony.Colonies;
import io.coral.cli.colony.HostPort;
import io.coral.cli.failure.Complaint;
import io.coral.cli.failure.ExitCode;
import io.coral.cli.parts.Parts;
import io.coral.ports.Admission;
import io.coral.ports.Door;
import io.coral.ports.ServerTls;
import io.coral.ports.TelemetryServers.Protocol;
import io.vavr.control.Either;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/** Makes doors of options, or says why a colony is not to be opened so. */
final class DoorPlan {
  private final Parts parts;
  private final Colonies colonies;

  DoorPlan(Parts parts, Colonies colonies) {
    this.parts = requireNonNull(parts, "parts is null");
    this.colonies = requireNonNull(colonies, "colonies is null");
  }

  Either<Complaint, Doors> doors(ServeOptions options) {
    return admission(options).flatMap(admission -> doors(options, admission));
  }

  private Either<Complaint, Admission> admission(ServeOptions options) {
    return options
        .tokens()
        .map(
            file ->
                parts
                    .tokenFiles()
                    .open(file)
                    .<Admission>map(Admission.Holders::new)
                    .mapLeft(Complaint::of))
        .orElseGet(() -> Either.right(new Admission.Everybody()));
  }

  private Either<Complaint, Doors> doors(ServeOptions options, Admission admission) {
    var telemetry = new EnumMap<Protocol, Door>(Protocol.class);
    for (Protocol protocol : Protocol.values()) {
      Optional<HostPort> listen = listen(protocol, options);
      if (listen.isPresent()) {
        Either<Complaint, Door> door = door(listen.get(), options, admission);
        if (door.isLeft()) {
          return Either.left(door.getLeft());
        }
        telemetry.put(protocol, door.get().allowing(options.senders()));
      }
    }
    return door(options.listen(), options, admission)
        .map(queries -> queries.allowing(options.callers()))
        .flatMap(
            queries ->
                openOrNot(options.admin(), options, admission)
                    .flatMap(
                        admin ->
                            openOrNot(options.metrics(), options, admission)
                                .map(metrics -> new Doors(queries, telemetry, admin, metrics))));
  }

  private Either<Complaint, Optional<Door>> openOrNot(
      Optional<HostPort> address, ServeOptions options, Admission admission) {
    return address
        .map(listen -> door(listen, options, admission).map(Optional::of))
        .orElseGet(() -> Either.right(Optional.empty()));
  }

  private static Optional<HostPort> listen(Protocol protocol, ServeOptions options) {
    return switch (protocol) {
      case GRPC -> options.otlpGrpc();
      case HTTP -> options.otlpHttp();
    };
  }

  private Either<Complaint, Door> door(HostPort listen, ServeOptions options, Admission admission) {
    return colonies
        .resolved(listen)
        .filterOrElse(
            address -> isOnThisMachine(address) || options.insecure() || missing(options).isEmpty(),
            address ->
                new Complaint(
                    ExitCode.REFUSED,
                    "this colony "
                        + String.join(" and ", missing(options))
                        + ", so it does not listen on "
                        + listen
                        + ", beyond this machine",
                    "listen on 127.0.0.1, or give --tls-cert and --tls-key with --tokens or"
                        + " --client-ca, or pass --insecure where everybody on the network may"
                        + " read what is asked and sent"))
        .map(address -> new Door(address, options.tls(), admission));
  }

  /** What it takes to be open to a network, and is not there. */
  private static List<String> missing(ServeOptions options) {
    List<String> missing = new ArrayList<>();
    if (options.tls().isEmpty()) {
      missing.add("speaks plain text");
    }
    if (options.tokens().isEmpty()
        && options.tls().flatMap(ServerTls::clientAuthorities).isEmpty()) {
      missing.add("asks nobody who they are");
    }
    return missing;
  }

  /** By the address that will be bound, whatever name it was given by. */
  private static boolean isOnThisMachine(InetSocketAddress address) {
    return address.getAddress().isLoopbackAddress();
  }
}

package io.coral.cli.serve;

import static java.util.Objects.requireNonNull;

import io.coral.cli.colony.HostPort;
import io.coral.ports.ServerTls;
import io.coral.ports.Upkeep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What coral colony start was asked.
 *
 * @param database made if there is none
 * @param listen where questions are answered; port 0 for any
 * @param otlpGrpc where telemetry is taken over gRPC; empty for nowhere
 * @param otlpHttp where telemetry is taken over HTTP; empty for nowhere
 * @param admin where the colony is administered; empty for nowhere
 * @param tokens who may come in, by token; empty for everybody
 * @param tls what it shows over TLS; empty for plain text
 * @param upkeep what the colony keeps
 * @param grace for calls under way once the colony is told to end
 * @param insecure whether it may be open beyond this machine in plain text, or to everybody
 */
public record ServeOptions(
    Path database,
    HostPort listen,
    Optional<HostPort> otlpGrpc,
    Optional<HostPort> otlpHttp,
    Optional<HostPort> admin,
    Optional<Path> tokens,
    Optional<ServerTls> tls,
    Upkeep upkeep,
    Duration grace,
    boolean insecure) {
  public ServeOptions {
    requireNonNull(database, "database is null");
    requireNonNull(listen, "listen is null");
    requireNonNull(otlpGrpc, "otlpGrpc is null");
    requireNonNull(otlpHttp, "otlpHttp is null");
    requireNonNull(admin, "admin is null");
    requireNonNull(tokens, "tokens is null");
    requireNonNull(tls, "tls is null");
    requireNonNull(upkeep, "upkeep is null");
    requireNonNull(grace, "grace is null");
  }
}

package io.coral.cli.serve;

import static java.util.Objects.requireNonNull;

import io.coral.cli.colony.HostPort;
import io.coral.cli.log.LogFormat;
import io.coral.cli.log.LogLevel;
import io.coral.ports.CallRates;
import io.coral.ports.MemoryBudget;
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
 * @param metrics where the colony's own numbers are shown; empty for nowhere
 * @param slowQuery how long a question may take before it is logged; empty for any time
 * @param logFormat how lines of its log look
 * @param logLevel from which seriousness on
 * @param tokens who may come in, by token; empty for everybody
 * @param tls what it shows over TLS; empty for plain text
 * @param upkeep what the colony keeps
 * @param memory that its store may take; empty for what is usual on this machine
 * @param callers what one caller who is known may ask
 * @param senders what one sender who is known may send, through each port
 * @param grace for calls under way once the colony is told to end
 * @param insecure whether it may be open beyond this machine in plain text, or to everybody
 */
public record ServeOptions(
    Path database,
    HostPort listen,
    Optional<HostPort> otlpGrpc,
    Optional<HostPort> otlpHttp,
    Optional<HostPort> admin,
    Optional<HostPort> metrics,
    Optional<Duration> slowQuery,
    LogFormat logFormat,
    LogLevel logLevel,
    Optional<Path> tokens,
    Optional<ServerTls> tls,
    Upkeep upkeep,
    Optional<MemoryBudget> memory,
    CallRates callers,
    CallRates senders,
    Duration grace,
    boolean insecure) {
  public ServeOptions {
    requireNonNull(database, "database is null");
    requireNonNull(listen, "listen is null");
    requireNonNull(otlpGrpc, "otlpGrpc is null");
    requireNonNull(otlpHttp, "otlpHttp is null");
    requireNonNull(admin, "admin is null");
    requireNonNull(metrics, "metrics is null");
    requireNonNull(slowQuery, "slowQuery is null");
    requireNonNull(logFormat, "logFormat is null");
    requireNonNull(logLevel, "logLevel is null");
    requireNonNull(tokens, "tokens is null");
    requireNonNull(tls, "tls is null");
    requireNonNull(upkeep, "upkeep is null");
    requireNonNull(memory, "memory is null");
    requireNonNull(callers, "callers is null");
    requireNonNull(senders, "senders is null");
    requireNonNull(grace, "grace is null");
  }
}

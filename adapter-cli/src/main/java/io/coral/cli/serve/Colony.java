package io.coral.cli.serve;

import io.coral.domain.failure.QueryFailure;
import io.coral.ports.AdminServers;
import io.coral.ports.AdminServers.AdminServer;
import io.coral.ports.ColonyMetrics.MetricsServer;
import io.coral.ports.ColonyStore;
import io.coral.ports.Door;
import io.coral.ports.QueryServers;
import io.coral.ports.QueryServers.QueryServer;
import io.coral.ports.RunningServer;
import io.coral.ports.TelemetryServers;
import io.coral.ports.TelemetryServers.Protocol;
import io.coral.ports.TelemetryServers.TelemetryServer;
import io.vavr.control.Either;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store with all its servers. Closing it loses nothing that was acknowledged. */
final class Colony implements AutoCloseable {
  /** A server that takes telemetry. */
  record Ingest(Protocol protocol, TelemetryServer server) {}

  private final ColonyStore store;
  private final QueryServer queries;
  private final Doors doors;
  private final List<Ingest> ingest = new ArrayList<>();
  private @Nullable AdminServer admin;
  private @Nullable MetricsServer metrics;

  private Colony(ColonyStore store, QueryServer queries, Doors doors) {
    this.store = store;
    this.queries = queries;
    this.doors = doors;
  }

  /**
   * Starts all servers, or none.
   *
   * @param store closed with the colony, also if it does not start
   * @param watching hears of all that happens
   */
  static Either<QueryFailure, Colony> start(
      ColonyStore store,
      QueryServers queryServers,
      TelemetryServers telemetryServers,
      AdminServers adminServers,
      Doors doors,
      Watching watching) {
    Either<QueryFailure, QueryServer> queries =
        queryServers.start(store.queries(), doors.queries(), watching.listener());
    if (queries.isLeft()) {
      store.close();
      return Either.left(queries.getLeft());
    }
    var colony = new Colony(store, queries.get(), doors);
    for (Map.Entry<Protocol, Door> each : doors.telemetry().entrySet()) {
      Either<QueryFailure, TelemetryServer> server =
          telemetryServers.start(
              each.getKey(), store.intake(), each.getValue(), watching.listener());
      if (server.isLeft()) {
        colony.close();
        return Either.left(server.getLeft());
      }
      colony.ingest.add(new Ingest(each.getKey(), server.get()));
    }
    return colony
        .beAdministered(adminServers, watching)
        .flatMap(administered -> colony.showMetrics(watching))
        .peek(shown -> store.watch(colony::say))
        .peekLeft(failure -> colony.close())
        .map(shown -> colony);
  }

  private Either<QueryFailure, Optional<AdminServer>> beAdministered(
      AdminServers servers, Watching watching) {
    if (doors.admin().isEmpty()) {
      return Either.right(Optional.empty());
    }
    return servers
        .start(
            new ServedAdmin(store, () -> OpenPorts.of(this)),
            doors.admin().get(),
            watching.listener())
        .peek(server -> admin = server)
        .map(Optional::of);
  }

  private Either<QueryFailure, Optional<MetricsServer>> showMetrics(Watching watching) {
    if (watching.metrics().isEmpty() || doors.metrics().isEmpty()) {
      return Either.right(Optional.empty());
    }
    return watching
        .metrics()
        .get()
        .start(store, doors.metrics().get())
        .peek(server -> metrics = server)
        .map(Optional::of);
  }

  /** Questions are answered from what can be read; a colony is well if it can also be written. */
  private void say(boolean readable, boolean writable) {
    queries.serving(readable);
    Optional.ofNullable(admin).ifPresent(server -> server.serving(readable && writable));
  }

  InetSocketAddress address() {
    return queries.address();
  }

  List<Ingest> ingest() {
    return List.copyOf(ingest);
  }

  /** Where it is administered, if anywhere. */
  Optional<InetSocketAddress> adminAddress() {
    return Optional.ofNullable(admin).map(RunningServer::address);
  }

  /** Whether it speaks TLS, which it does on all ports or none. */
  boolean speaksTls() {
    return doors.queries().tls().isPresent();
  }

  /** Where the colony's own numbers are shown; empty for nowhere. */
  Optional<InetSocketAddress> metrics() {
    return Optional.ofNullable(metrics).map(MetricsServer::address);
  }

  void awaitEnd() throws InterruptedException {
    queries.awaitEnd();
  }

  @Override
  public void close() {
    close(RunningServer.SHORT_GRACE);
  }

  /**
   * Takes no more calls, whatever they are for, lets those under way finish, and then closes the
   * store, which commits the rest and makes its file complete.
   *
   * @param grace for all calls together
   */
  void close(Duration grace) {
    long end = System.nanoTime() + grace.toNanos();
    Optional<AdminServer> administered = Optional.ofNullable(admin);
    @Nullable MetricsServer shown = metrics;
    try (store;
        shown) {
      administered.ifPresent(AdminServer::announceEnd); // to whoever asks, for as long as it takes
      servers().forEach(RunningServer::drain);
      servers().forEach(server -> server.close(left(end)));
      administered.ifPresent(server -> server.close(left(end)));
    }
  }

  /** What fills the store before what reads it. */
  private List<RunningServer> servers() {
    List<RunningServer> servers = new ArrayList<>();
    ingest.forEach(each -> servers.add(each.server()));
    servers.add(queries);
    return servers;
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }
}

package io.coral.cli.serve;

import io.coral.domain.failure.QueryFailure;
import io.coral.ports.ColonyMetrics.MetricsServer;
import io.coral.ports.ColonyStore;
import io.coral.ports.Door;
import io.coral.ports.QueryServers;
import io.coral.ports.QueryServers.QueryServer;
import io.coral.ports.TelemetryServers;
import io.coral.ports.TelemetryServers.Protocol;
import io.coral.ports.TelemetryServers.TelemetryServer;
import io.vavr.control.Either;
import java.net.InetSocketAddress;
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
  private final List<Ingest> ingest = new ArrayList<>();
  private @Nullable MetricsServer metrics;

  private Colony(ColonyStore store, QueryServer queries) {
    this.store = store;
    this.queries = queries;
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
      Doors doors,
      Watching watching) {
    Either<QueryFailure, QueryServer> queries =
        queryServers.start(store.queries(), doors.queries(), watching.listener());
    if (queries.isLeft()) {
      store.close();
      return Either.left(queries.getLeft());
    }
    var colony = new Colony(store, queries.get());
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
    return colony.showMetrics(doors, watching).map(shown -> colony);
  }

  private Either<QueryFailure, Optional<MetricsServer>> showMetrics(
      Doors doors, Watching watching) {
    if (watching.metrics().isEmpty() || doors.metrics().isEmpty()) {
      return Either.right(Optional.empty());
    }
    return watching
        .metrics()
        .get()
        .start(store, doors.metrics().get())
        .peek(server -> metrics = server)
        .peekLeft(failure -> close())
        .map(Optional::of);
  }

  InetSocketAddress address() {
    return queries.address();
  }

  List<Ingest> ingest() {
    return List.copyOf(ingest);
  }

  /** Where the colony's own numbers are shown; empty for nowhere. */
  Optional<InetSocketAddress> metrics() {
    return Optional.ofNullable(metrics).map(MetricsServer::address);
  }

  void awaitEnd() throws InterruptedException {
    queries.awaitEnd();
  }

  /** First what fills the store, then what reads it, then the store, which commits the rest. */
  @Override
  public void close() {
    @Nullable MetricsServer shown = metrics;
    try (store;
        shown;
        queries) {
      ingest.forEach(each -> each.server().close());
    }
  }
}

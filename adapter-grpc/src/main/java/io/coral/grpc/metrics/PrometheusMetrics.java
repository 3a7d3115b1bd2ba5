package io.coral.grpc.metrics;

import static java.util.Objects.requireNonNull;

import io.coral.domain.failure.QueryFailure;
import io.coral.grpc.tls.ServerSide;
import io.coral.ports.ColonyListener;
import io.coral.ports.ColonyMetrics;
import io.coral.ports.ColonyStore;
import io.coral.ports.Door;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;

/** The numbers of one colony, and of the process it runs in, as Prometheus collects them. */
public final class PrometheusMetrics implements ColonyMetrics {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Numbers numbers;

  @Inject
  public PrometheusMetrics(InstantSource clock) {
    numbers = new Numbers(registry, requireNonNull(clock, "clock is null"));
  }

  @Override
  public ColonyListener listener() {
    return numbers;
  }

  @Override
  public Either<QueryFailure, MetricsServer> start(ColonyStore store, Door door) {
    return door.tls()
        .map(tls -> ServerSide.open(tls).map(Optional::of))
        .orElseGet(() -> Either.right(Optional.empty()))
        .flatMap(tls -> start(store, door, tls));
  }

  private Either<QueryFailure, MetricsServer> start(
      ColonyStore store, Door door, Optional<ServerSide> tls) {
    var sizes = new StoreSizes(store);
    try {
      var server = HttpMetrics.start(registry, sizes, door, tls, numbers);
      StoreNumbers.register(registry, store, sizes);
      JvmMemoryMetrics.builder().register(registry);
      JvmGarbageCollectorMetrics.builder().register(registry);
      JvmThreadsMetrics.builder().register(registry);
      ProcessMetrics.builder().register(registry);
      return Either.right(server);
    } catch (IOException e) {
      sizes.close();
      InetSocketAddress listen = door.listen();
      return Either.left(
          new QueryFailure.Unavailable(
              "cannot listen on " + listen.getHostString() + ":" + listen.getPort(),
              "another program, such as another colony, may hold this port; take a different one,"
                  + " 0 for any, or off"));
    }
  }
}

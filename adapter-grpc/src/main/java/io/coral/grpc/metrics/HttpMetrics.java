package io.coral.grpc.metrics;

import io.coral.grpc.access.Doorkeeper;
import io.coral.grpc.access.Turnstile;
import io.coral.grpc.http.HttpBounds;
import io.coral.grpc.http.HttpListener;
import io.coral.grpc.tls.ServerSide;
import io.coral.ports.CallRates;
import io.coral.ports.ColonyListener;
import io.coral.ports.ColonyMetrics.MetricsServer;
import io.coral.ports.Door;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** Shows numbers over HTTP/1.1, from its start to its end. */
final class HttpMetrics implements MetricsServer {
  private static final HttpBounds BOUNDS =
      new HttpBounds(1, 32, 16 * 1024, Duration.ofSeconds(10), Duration.ofMinutes(5));

  /** Few collect, and seldom. */
  private static final CallRates RATES = new CallRates(4, 10, 50);

  private final HttpListener server;
  private final Pages pages;
  private final StoreSizes sizes;

  private HttpMetrics(HttpListener server, Pages pages, StoreSizes sizes) {
    this.server = server;
    this.pages = pages;
    this.sizes = sizes;
  }

  /**
   * @param sizes closed with this server, if it starts
   * @throws IOException if the address cannot be bound
   */
  static HttpMetrics start(
      PrometheusRegistry registry,
      StoreSizes sizes,
      Door door,
      Optional<ServerSide> tls,
      ColonyListener listener)
      throws IOException {
    var turnstile = new Turnstile(door.rates().orElse(RATES));
    var doorkeeper =
        new Doorkeeper(door.admission(), tls.map(ServerSide::demandsCertificates).orElse(false));
    var pages = new Pages(registry);
    try {
      return new HttpMetrics(
          HttpListener.start(
              "coral-metrics",
              door.listen(),
              tls,
              BOUNDS,
              connections ->
                  new MetricsExchange(pages, connections, doorkeeper, turnstile, listener)),
          pages,
          sizes);
    } catch (IOException e) {
      pages.close();
      throw e;
    }
  }

  @Override
  public InetSocketAddress address() {
    return server.address();
  }

  @Override
  public void close() {
    server.stopListening();
    pages.close();
    server.close();
    sizes.close();
  }
}

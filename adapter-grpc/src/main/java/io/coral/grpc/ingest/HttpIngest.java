package io.coral.grpc.ingest;

import io.coral.grpc.access.Doorkeeper;
import io.coral.grpc.access.Turnstile;
import io.coral.grpc.bounds.ByteBudget;
import io.coral.grpc.http.HttpBounds;
import io.coral.grpc.http.HttpListener;
import io.coral.grpc.tls.ServerSide;
import io.coral.ports.ColonyListener;
import io.coral.ports.Door;
import io.coral.ports.TelemetryServers.TelemetryServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** OTLP over HTTP/1.1, from its start to its end. */
final class HttpIngest implements TelemetryServer {
  private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors() / 2);

  private final HttpListener listener;
  private final UnderWay underWay;

  private HttpIngest(HttpListener listener, UnderWay underWay) {
    this.listener = listener;
    this.underWay = underWay;
  }

  /**
   * @throws IOException if the address cannot be bound
   */
  static HttpIngest start(
      Exports exports,
      Door door,
      Optional<ServerSide> tls,
      IngestLimits limits,
      ColonyListener heard)
      throws IOException {
    var budget = new ByteBudget(limits.bodyBytes());
    var underWay = new UnderWay();
    var turnstile = new Turnstile(door.rates().orElse(limits.rates()));
    var doorkeeper =
        new Doorkeeper(door.admission(), tls.map(ServerSide::demandsCertificates).orElse(false));
    HttpListener listener =
        HttpListener.start(
            "coral-otlp-http",
            door.listen(),
            tls,
            new HttpBounds(
                THREADS,
                limits.connections(),
                limits.headerBytes(),
                limits.receiveTime(),
                limits.idleTime()),
            connections ->
                new OtlpExchange(
                    exports, limits, budget, connections, underWay, doorkeeper, turnstile, heard));
    return new HttpIngest(listener, underWay);
  }

  @Override
  public InetSocketAddress address() {
    return listener.address();
  }

  @Override
  public void drain() {
    listener.stopListening();
    underWay.takeNoMore();
  }

  @Override
  public void close(Duration grace) {
    drain();
    try {
      underWay.awaitLast(grace);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    listener.close();
  }
}

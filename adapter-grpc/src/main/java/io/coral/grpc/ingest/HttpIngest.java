package io.coral.grpc.ingest;

import io.coral.grpc.access.Doorkeeper;
import io.coral.grpc.access.Turnstile;
import io.coral.grpc.bounds.ByteBudget;
import io.coral.grpc.tls.ServerSide;
import io.coral.ports.Door;
import io.coral.ports.TelemetryServers.TelemetryServer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.bootstrap.AsyncServerBootstrap;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.nio.ssl.BasicServerTlsStrategy;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.ListenerEndpoint;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.util.Timeout;

/** OTLP over HTTP/1.1, from its start to its end. */
final class HttpIngest implements TelemetryServer {
  private static final Logger LOG = System.getLogger(HttpIngest.class.getName());
  private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors() / 2);
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int HEADERS = 64;
  private static final Duration SWEEP = Duration.ofMillis(250);

  private final HttpAsyncServer server;
  private final ListenerEndpoint endpoint;
  private final UnderWay underWay;
  private final ScheduledExecutorService sweeper;

  private HttpIngest(
      HttpAsyncServer server,
      ListenerEndpoint endpoint,
      UnderWay underWay,
      ScheduledExecutorService sweeper) {
    this.server = server;
    this.endpoint = endpoint;
    this.underWay = underWay;
    this.sweeper = sweeper;
  }

  /**
   * @throws IOException if the address cannot be bound
   */
  static HttpIngest start(Exports exports, Door door, Optional<ServerSide> tls, IngestLimits limits)
      throws IOException {
    var connections =
        new Connections(limits.connections(), limits.receiveTime(), limits.idleTime());
    var budget = new ByteBudget(limits.bodyBytes());
    var underWay = new UnderWay();
    var turnstile = new Turnstile(limits.rates());
    var doorkeeper =
        new Doorkeeper(door.admission(), tls.map(ServerSide::demandsCertificates).orElse(false));
    AsyncServerBootstrap bootstrap =
        AsyncServerBootstrap.bootstrap()
            .setIOReactorConfig(
                IOReactorConfig.custom()
                    .setIoThreadCount(THREADS)
                    .setSoTimeout(Timeout.of(limits.idleTime()))
                    .setTcpNoDelay(true)
                    .setSoReuseAddress(true)
                    .build())
            .setHttp1Config(
                Http1Config.custom()
                    .setBufferSize(BUFFER_BYTES)
                    .setMaxLineLength(limits.headerBytes())
                    .setMaxHeaderCount(HEADERS)
                    .build())
            .setIOSessionListener(connections)
            .setStreamListener(connections)
            .setExceptionCallback(failure -> LOG.log(Level.DEBUG, "a connection failed", failure))
            .setRequestRouter(
                (request, context) ->
                    () ->
                        new OtlpExchange(
                            exports, limits, budget, connections, underWay, doorkeeper, turnstile));
    tls.ifPresent(side -> bootstrap.setTlsStrategy(strategy(side)));
    HttpAsyncServer server = bootstrap.create();
    server.start();
    ListenerEndpoint endpoint =
        bound(server, door.listen(), tls.isPresent() ? URIScheme.HTTPS : URIScheme.HTTP);
    var sweeper = Executors.newSingleThreadScheduledExecutor(HttpIngest::daemon);
    var unused = // it ends with its thread
        sweeper.scheduleWithFixedDelay(
            connections::sweep, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
    return new HttpIngest(server, endpoint, underWay, sweeper);
  }

  private static TlsStrategy strategy(ServerSide side) {
    return new BasicServerTlsStrategy(
        side.forHttp(),
        SSLBufferMode.STATIC,
        (endpoint, connection) -> side.prepare(connection),
        null);
  }

  private static ListenerEndpoint bound(
      HttpAsyncServer server, InetSocketAddress listen, URIScheme scheme) throws IOException {
    try {
      return server.listen(listen, scheme).get();
    } catch (ExecutionException e) {
      server.close(CloseMode.IMMEDIATE);
      throw new IOException("cannot listen", e.getCause());
    } catch (InterruptedException e) {
      server.close(CloseMode.IMMEDIATE);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "coral-otlp-http-sweep");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public InetSocketAddress address() {
    return (InetSocketAddress) endpoint.getAddress();
  }

  @Override
  public void drain() {
    endpoint.close(CloseMode.IMMEDIATE); // of the listening socket only
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
    sweeper.shutdownNow();
    server.close(CloseMode.GRACEFUL);
  }
}

package io.coral.grpc.http;

import io.coral.grpc.tls.ServerSide;
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
import java.util.function.Function;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.bootstrap.AsyncServerBootstrap;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.nio.AsyncServerExchangeHandler;
import org.apache.hc.core5.http.nio.ssl.BasicServerTlsStrategy;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.ListenerEndpoint;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.util.Timeout;

/** A server over HTTP/1.1 with its bounds, whatever it serves. */
public final class HttpListener {
  private static final Logger LOG = System.getLogger(HttpListener.class.getName());
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int HEADERS = 64;
  private static final Duration SWEEP = Duration.ofMillis(250);

  private final HttpAsyncServer server;
  private final ListenerEndpoint endpoint;
  private final ScheduledExecutorService sweeper;

  private HttpListener(
      HttpAsyncServer server, ListenerEndpoint endpoint, ScheduledExecutorService sweeper) {
    this.server = server;
    this.endpoint = endpoint;
    this.sweeper = sweeper;
  }

  /**
   * Starts a server.
   *
   * @param name of its threads
   * @param exchanges makes what answers one request
   * @throws IOException if the address cannot be bound
   */
  public static HttpListener start(
      String name,
      InetSocketAddress listen,
      Optional<ServerSide> tls,
      HttpBounds bounds,
      Function<Connections, AsyncServerExchangeHandler> exchanges)
      throws IOException {
    var connections =
        new Connections(bounds.connections(), bounds.receiveTime(), bounds.idleTime());
    AsyncServerBootstrap bootstrap =
        AsyncServerBootstrap.bootstrap()
            .setIOReactorConfig(
                IOReactorConfig.custom()
                    .setIoThreadCount(bounds.threads())
                    .setSoTimeout(Timeout.of(bounds.idleTime()))
                    .setTcpNoDelay(true)
                    .setSoReuseAddress(true)
                    .build())
            .setHttp1Config(
                Http1Config.custom()
                    .setBufferSize(BUFFER_BYTES)
                    .setMaxLineLength(bounds.headerBytes())
                    .setMaxHeaderCount(HEADERS)
                    .build())
            .setIOSessionListener(connections)
            .setStreamListener(connections)
            .setExceptionCallback(failure -> LOG.log(Level.DEBUG, "a connection failed", failure))
            .setRequestRouter((request, context) -> () -> exchanges.apply(connections));
    tls.ifPresent(side -> bootstrap.setTlsStrategy(strategy(side)));
    HttpAsyncServer server = bootstrap.create();
    server.start();
    ListenerEndpoint endpoint =
        bound(server, listen, tls.isPresent() ? URIScheme.HTTPS : URIScheme.HTTP);
    var sweeper = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, name));
    var unused = // it ends with its thread
        sweeper.scheduleWithFixedDelay(
            connections::sweep, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
    return new HttpListener(server, endpoint, sweeper);
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

  private static Thread daemon(Runnable work, String name) {
    var thread = new Thread(work, name + "-sweep");
    thread.setDaemon(true);
    return thread;
  }

  /** Where it listens, with the port that was bound. */
  public InetSocketAddress address() {
    return (InetSocketAddress) endpoint.getAddress();
  }

  /** Takes no more connections; those there are go on. */
  public void stopListening() {
    endpoint.close(CloseMode.IMMEDIATE);
  }

  public void close() {
    sweeper.shutdownNow();
    server.close(CloseMode.GRACEFUL);
  }
}

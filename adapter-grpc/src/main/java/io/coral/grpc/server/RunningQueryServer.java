package io.coral.grpc.server;

import io.coral.grpc.NettyLoops;
import io.coral.ports.QueryServers.QueryServer;
import io.grpc.Server;
import io.grpc.protobuf.services.HealthStatusManager;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** A server from its start to its end. */
final class RunningQueryServer implements QueryServer {
  private final Server server;
  private final HealthStatusManager health;
  private final AnsweringPool pool;
  private final NettyLoops loops;

  RunningQueryServer(
      Server server, HealthStatusManager health, AnsweringPool pool, NettyLoops loops) {
    this.server = server;
    this.health = health;
    this.pool = pool;
    this.loops = loops;
  }

  @Override
  public InetSocketAddress address() {
    return (InetSocketAddress) server.getListenSockets().get(0);
  }

  @Override
  public void awaitEnd() throws InterruptedException {
    server.awaitTermination();
  }

  /** Says that it ends, takes no more calls, answers those it has, and ends. */
  @Override
  public void close() {
    health.enterTerminalState();
    server.shutdown();
    pool.drain(ServerLimits.GRACE);
    try {
      // What is still open now is idle, or waits for nothing but changes of health.
      if (!server.awaitTermination(ServerLimits.FLUSH.toMillis(), TimeUnit.MILLISECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    loops.close();
  }
}

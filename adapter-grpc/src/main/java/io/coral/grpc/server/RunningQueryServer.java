package io.coral.grpc.server;

import io.coral.domain.failure.QueryFailure;
import io.coral.grpc.NettyLoops;
import io.coral.grpc.bounds.EndableCalls;
import io.coral.grpc.wire.FailureMapping;
import io.coral.ports.QueryServers.QueryServer;
import io.grpc.Server;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A server from its start to its end. */
final class RunningQueryServer implements QueryServer {
  private static final QueryFailure ENDING =
      new QueryFailure.Unavailable("the colony is shutting down", "ask again later");

  private final Server server;
  private final Health health;
  private final AnsweringPools pools;
  private final EndableCalls calls;
  private final NettyLoops loops;

  RunningQueryServer(
      Server server, Health health, AnsweringPools pools, EndableCalls calls, NettyLoops loops) {
    this.server = server;
    this.health = health;
    this.pools = pools;
    this.calls = calls;
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

  @Override
  public void serving(boolean serving) {
    health.serving(serving);
  }

  @Override
  public void drain() {
    health.end();
    server.shutdown();
  }

  private boolean awaitTermination() throws InterruptedException {
    return server.awaitTermination(ServerLimits.FLUSH.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close(Duration grace) {
    drain();
    pools.drain(grace);
    try {
      // What is still open now is idle, or a stream, or waits for nothing but changes of health.
      if (!awaitTermination()) {
        calls.end(FailureMapping.toWire(ENDING));
        if (!awaitTermination()) {
          server.shutdownNow();
        }
        pools.drain(ServerLimits.FLUSH); // of streams, which stop now
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    loops.close();
  }
}

package io.coral.grpc.server;

import io.coral.ports.AdminServers.AdminServer;
import java.net.InetSocketAddress;
import java.time.Duration;

/** A server for administration from its start to its end, like one for questions. */
final class RunningAdminServer implements AdminServer {
  private final RunningQueryServer server;
  private final Health health;

  RunningAdminServer(RunningQueryServer server, Health health) {
    this.server = server;
    this.health = health;
  }

  @Override
  public InetSocketAddress address() {
    return server.address();
  }

  @Override
  public void serving(boolean serving) {
    health.serving(serving);
  }

  @Override
  public void announceEnd() {
    health.end();
  }

  @Override
  public void drain() {
    server.drain();
  }

  @Override
  public void close(Duration grace) {
    server.close(grace);
  }
}

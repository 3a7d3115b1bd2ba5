package io.coral.grpc;

import io.coral.domain.access.Token;
import io.coral.ports.ColonyQueries;
import io.coral.ports.QueryServers.QueryServer;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A server on a free loopback port, and a bare channel to it for calls that no client makes. */
public record RawColony(QueryServer server, ManagedChannel channel) implements AutoCloseable {

  public static RawColony of(ColonyQueries queries, Optional<Token> token) {
    QueryServer server = RemoteColony.serve(queries, token);
    return new RawColony(
        server, NettyChannelBuilder.forAddress(server.address()).usePlaintext().build());
  }

  public static RawColony of(ColonyQueries queries) {
    return of(queries, Optional.empty());
  }

  @Override
  public void close() {
    channel.shutdownNow();
    try {
      channel.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.close();
  }
}

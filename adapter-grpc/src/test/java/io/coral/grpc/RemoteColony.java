package io.coral.grpc;

import io.coral.grpc.client.GrpcColonyClients;
import io.coral.grpc.server.GrpcQueryServers;
import io.coral.ports.ColonyClients;
import io.coral.ports.ColonyClients.ColonyClient;
import io.coral.ports.ColonyQueries;
import io.coral.ports.QueryServers.QueryServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** A server on a free loopback port, and a client of it. */
public record RemoteColony(QueryServer server, ColonyClient client) implements AutoCloseable {

  /** Serves {@code queries}, and connects with the token that is asked for, if one is. */
  public static RemoteColony of(ColonyQueries queries, Optional<String> token) {
    return of(queries, token, new GrpcColonyClients());
  }

  /** The same with a client of one kind. */
  public static RemoteColony of(
      ColonyQueries queries, Optional<String> token, ColonyClients clients) {
    QueryServer server = serve(queries, token);
    return new RemoteColony(server, clients.connect(server.address(), token));
  }

  public static RemoteColony of(ColonyQueries queries) {
    return of(queries, Optional.empty());
  }

  /** Serves {@code queries} on a free loopback port. */
  public static QueryServer serve(ColonyQueries queries, Optional<String> token) {
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new GrpcQueryServers().start(queries, anyPort, token).get();
  }

  public ColonyQueries queries() {
    return client.queries();
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}

package io.coral.grpc;

import io.coral.domain.access.Token;
import io.coral.grpc.client.GrpcColonyClients;
import io.coral.grpc.server.GrpcQueryServers;
import io.coral.ports.Admission;
import io.coral.ports.ColonyClients;
import io.coral.ports.ColonyClients.ColonyClient;
import io.coral.ports.ColonyEndpoint;
import io.coral.ports.ColonyQueries;
import io.coral.ports.Door;
import io.coral.ports.QueryServers.QueryServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** A server on a free loopback port, and a client of it. */
public record RemoteColony(QueryServer server, ColonyClient client) implements AutoCloseable {

  /** Serves {@code queries}, and connects with the token that is asked for, if one is. */
  public static RemoteColony of(ColonyQueries queries, Optional<Token> token) {
    return of(queries, token, new GrpcColonyClients());
  }

  /** The same with a client of one kind. */
  public static RemoteColony of(
      ColonyQueries queries, Optional<Token> token, ColonyClients clients) {
    QueryServer server = serve(queries, token);
    return new RemoteColony(
        server, clients.connect(new ColonyEndpoint(server.address(), token)).get());
  }

  public static RemoteColony of(ColonyQueries queries) {
    return of(queries, Optional.empty());
  }

  /** Serves {@code queries} on a free loopback port. */
  public static QueryServer serve(ColonyQueries queries, Optional<Token> token) {
    return serve(
        queries, token.<Admission>map(Admission.OneRun::new).orElseGet(Admission.Everybody::new));
  }

  /** The same for those whom it is to let in. */
  public static QueryServer serve(ColonyQueries queries, Admission admission) {
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new GrpcQueryServers().start(queries, new Door(anyPort, admission)).get();
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

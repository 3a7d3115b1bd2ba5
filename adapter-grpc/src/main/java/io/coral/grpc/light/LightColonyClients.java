package io.coral.grpc.light;

import io.coral.domain.failure.QueryFailure;
import io.coral.grpc.client.GrpcColony;
import io.coral.grpc.tls.ClientSide;
import io.coral.grpc.tls.ColonySockets;
import io.coral.ports.AdminClients;
import io.coral.ports.ClientTls;
import io.coral.ports.ColonyClients;
import io.coral.ports.ColonyEndpoint;
import io.vavr.control.Either;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Connects with next to no start-up, for a process that asks a question and ends. Every call makes
 * a connection of its own.
 */
public final class LightColonyClients implements ColonyClients, AdminClients {
  /**
   * Loads what the first call would wait for, on a thread of its own: of use to a process that
   * still finds out what to ask, and whom.
   */
  public static void prepare() {
    Thread.ofPlatform().name("coral-prepare").daemon().start(new Preparation());
  }

  @Override
  public Either<QueryFailure, ColonyClient> connect(ColonyEndpoint endpoint) {
    return dialer(endpoint.address(), endpoint.tls()).map(dialer -> connected(endpoint, dialer));
  }

  private static Either<QueryFailure, Dialer> dialer(
      InetSocketAddress address, Optional<ClientTls> tls) {
    return tls.isEmpty()
        ? Either.right(new PlainDialer(address))
        : ClientSide.open(tls.get()).map(side -> new TlsDialer(new ColonySockets(side, address)));
  }

  @Override
  public Either<QueryFailure, AdminClient> connectAdmin(ColonyEndpoint endpoint) {
    return dialer(endpoint.address(), endpoint.tls()).map(dialer -> connected(endpoint, dialer));
  }

  private static GrpcColony connected(ColonyEndpoint endpoint, Dialer dialer) {
    InetSocketAddress address = endpoint.address();
    String host = address.getHostString();
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    var channel = new LightChannel(dialer, name + ":" + address.getPort());
    return new GrpcColony(channel, endpoint.token(), channel::close);
  }
}

package io.coral.grpc.tls;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.failure.QueryFailure.Unavailable;
import io.coral.ports.ClientTls;
import io.coral.ports.ColonyEndpoint;
import io.coral.ports.ColonyRelays;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Relays over Java's own TLS. */
public final class TlsRelays implements ColonyRelays {
  /** More than a runtime opens that keeps its connections. */
  private static final int BACKLOG = 16;

  @Override
  public Either<QueryFailure, Relay> open(ColonyEndpoint endpoint) {
    ClientTls tls =
        endpoint.tls().orElseThrow(() -> new IllegalArgumentException("plain text needs no relay"));
    return ClientSide.open(tls.withoutIdentity())
        .flatMap(side -> relay(new ColonySockets(side, endpoint.address())));
  }

  private static Either<QueryFailure, Relay> relay(ColonySockets sockets) {
    try {
      // The first connection is made now, so that what is wrong is said before anybody relies on
      // it.
      var first = sockets.connected();
      ServerSocket listening = new ServerSocket();
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
      return Either.right(new RunningRelay(listening, sockets, first));
    } catch (IOException e) {
      return Either.left(
          TlsFailures.of(e, sockets.colony())
              .orElseGet(
                  () ->
                      new Unavailable(
                          "cannot reach " + sockets.colony(),
                          "is a colony running at " + sockets.colony() + "?")));
    }
  }
}

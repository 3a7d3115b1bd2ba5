package io.coral.ports;

import io.coral.domain.failure.QueryFailure;
import io.vavr.control.Either;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Starts servers that offer a colony's answers on the network. */
public interface QueryServers {
  /**
   * Starts a server.
   *
   * @param listen address to bind; port 0 takes a free one
   * @param runToken if present, a call must carry it as a bearer token
   * @return {@link QueryFailure.Unavailable} if the address cannot be bound
   */
  Either<QueryFailure, QueryServer> start(
      ColonyQueries queries, InetSocketAddress listen, Optional<String> runToken);

  /** A running server. */
  interface QueryServer extends AutoCloseable {
    /** Where it listens, with the port that was bound. */
    InetSocketAddress address();

    /** Blocks until the server has ended. */
    void awaitEnd() throws InterruptedException;

    /** Lets calls under way finish for a short time, then ends. */
    @Override
    void close();
  }
}

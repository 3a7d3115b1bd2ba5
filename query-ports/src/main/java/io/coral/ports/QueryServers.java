package io.coral.ports;

import io.coral.domain.failure.QueryFailure;
import io.vavr.control.Either;

/** Starts servers that offer a colony's answers on the network. */
public interface QueryServers {
  /**
   * Starts a server.
   *
   * @param door where it is reached, and by whom
   * @param listener hears of its calls
   * @return {@link QueryFailure.Unavailable} if the address cannot be bound, {@link
   *     QueryFailure.BadArgument} if the files of its TLS are not as they should be
   */
  Either<QueryFailure, QueryServer> start(
      ColonyQueries queries, Door door, ColonyListener listener);

  /** The same, with nobody to listen. */
  default Either<QueryFailure, QueryServer> start(ColonyQueries queries, Door door) {
    return start(queries, door, ColonyListener.NONE);
  }

  /** A running server. */
  interface QueryServer extends RunningServer {
    /** Blocks until the server has ended. */
    void awaitEnd() throws InterruptedException;
  }
}

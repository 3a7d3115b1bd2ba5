package io.coral.ports;

import io.coral.domain.failure.QueryFailure;
import io.vavr.control.Either;

/** Starts servers by which a colony is administered over the network. */
public interface AdminServers {
  /**
   * Starts a server.
   *
   * @param door where it is reached, and by whom
   * @param listener hears of its calls
   * @return {@link QueryFailure.Unavailable} if the address cannot be bound, {@link
   *     QueryFailure.BadArgument} if the files of its TLS are not as they should be
   */
  Either<QueryFailure, AdminServer> start(ColonyAdmin admin, Door door, ColonyListener listener);

  /** The same, with nobody to listen. */
  default Either<QueryFailure, AdminServer> start(ColonyAdmin admin, Door door) {
    return start(admin, door, ColonyListener.NONE);
  }

  /** A running server. */
  interface AdminServer extends RunningServer {
    /** Says that the colony is ending, and goes on answering. */
    void announceEnd();
  }
}

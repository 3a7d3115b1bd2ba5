package io.coral.ports;

import io.coral.domain.failure.QueryFailure;
import io.vavr.control.Either;

/** Connects to colonies on the network to administer them. */
public interface AdminClients {
  /**
   * A client of a colony. Connects with the first call, so that an unreachable colony is that
   * call's {@code Unavailable}.
   *
   * @param endpoint with the colony's address for administration
   * @return {@link QueryFailure.BadArgument} if what the endpoint names cannot be used
   */
  Either<QueryFailure, AdminClient> connectAdmin(ColonyEndpoint endpoint);

  /** A remote colony. */
  interface AdminClient extends AutoCloseable {
    ColonyAdmin admin();

    @Override
    void close();
  }
}

package io.coral.ports;

import static java.util.Objects.requireNonNull;

import io.coral.domain.access.Token;
import io.coral.domain.failure.QueryFailure;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Optional;

/** Connects to colonies on the network. */
public interface ColonyClients {
  /**
   * A client of a colony. Connects with the first call, so that an unreachable colony is that
   * call's {@code Unavailable}.
   *
   * @return {@link QueryFailure.BadArgument} if what the endpoint names cannot be used
   */
  Either<QueryFailure, ColonyClient> connect(ColonyEndpoint endpoint);

  /** A remote colony. */
  interface ColonyClient extends AutoCloseable {
    ColonyQueries queries();

    /**
     * Trades the token of the endpoint for one that a script may hold.
     *
     * @param lifetime positive; the colony may allow less
     * @return empty if the colony asks nobody who they are
     */
    Either<QueryFailure, Optional<RunToken>> issueRunToken(Duration lifetime);

    @Override
    void close();
  }

  /**
   * A token with which a script can query, and do nothing else.
   *
   * @param lifetime for how long, from when it was asked for
   */
  record RunToken(Token token, Duration lifetime) {
    public RunToken {
      requireNonNull(token, "token is null");
      requireNonNull(lifetime, "lifetime is null");
    }
  }
}

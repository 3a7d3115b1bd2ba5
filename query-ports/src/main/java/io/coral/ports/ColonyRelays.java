package io.coral.ports;

import io.coral.domain.failure.QueryFailure;
import io.vavr.control.Either;
import java.net.InetSocketAddress;

/** Lets those speak to a colony over TLS who cannot do it themselves. */
public interface ColonyRelays {
  /**
   * Listens on a free loopback port and passes on each byte, to and from a colony, over TLS. The
   * colony's name is checked, and no client certificate is shown: whoever gets to the port is
   * nobody yet.
   *
   * @param endpoint with TLS; its token is not used
   * @return {@link QueryFailure.Unavailable} if the colony cannot be reached so
   * @throws IllegalArgumentException if the endpoint is one in plain text
   */
  Either<QueryFailure, Relay> open(ColonyEndpoint endpoint);

  /** A relay that works until it is closed. */
  interface Relay extends AutoCloseable {
    /** Where it listens. */
    InetSocketAddress address();

    @Override
    void close();
  }
}

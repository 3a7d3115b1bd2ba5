package io.coral.ports;

import java.net.InetSocketAddress;
import java.util.Optional;

/** Connects to colonies on the network. */
public interface ColonyClients {
  /**
   * A client of the colony at {@code address}. Connects with the first call, so that an unreachable
   * colony is that call's {@code Unavailable}.
   *
   * @param token sent as a bearer token, if present
   */
  ColonyClient connect(InetSocketAddress address, Optional<String> token);

  /** A remote colony. */
  interface ColonyClient extends AutoCloseable {
    ColonyQueries queries();

    @Override
    void close();
  }
}

package io.coral.ports;

import static java.util.Objects.requireNonNull;

import io.coral.domain.access.Token;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * How a colony on the network is asked.
 *
 * @param address resolved, or a name that is looked up with the first call; over TLS the name, or
 *     the address where there is none, must be in the colony's certificate
 * @param tls empty for plain text
 * @param token sent with every call, if present
 */
public record ColonyEndpoint(
    InetSocketAddress address, Optional<ClientTls> tls, Optional<Token> token) {
  public ColonyEndpoint {
    requireNonNull(address, "address is null");
    requireNonNull(tls, "tls is null");
    requireNonNull(token, "token is null");
  }

  /** In plain text. */
  public ColonyEndpoint(InetSocketAddress address, Optional<Token> token) {
    this(address, Optional.empty(), token);
  }

  /** In plain text, and without saying who asks. */
  public static ColonyEndpoint plain(InetSocketAddress address) {
    return new ColonyEndpoint(address, Optional.empty());
  }
}

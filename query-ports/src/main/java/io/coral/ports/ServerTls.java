package io.coral.ports;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a server speaks TLS.
 *
 * @param identity what it shows
 * @param clientAuthorities certificates in PEM, one of which must have signed a client's; empty if
 *     clients need none. It is read again when it changes
 */
public record ServerTls(PemIdentity identity, Optional<Path> clientAuthorities) {
  public ServerTls {
    requireNonNull(identity, "identity is null");
    requireNonNull(clientAuthorities, "clientAuthorities is null");
  }
}

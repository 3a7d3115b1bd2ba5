package io.coral.ports;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a client speaks TLS.
 *
 * @param authorities certificates in PEM, one of which must have signed the server's; empty for
 *     those that Java trusts
 * @param identity what it shows to a server that asks for a certificate, if anything
 */
public record ClientTls(Optional<Path> authorities, Optional<PemIdentity> identity) {
  public ClientTls {
    requireNonNull(authorities, "authorities is null");
    requireNonNull(identity, "identity is null");
  }

  /** The same for those who must not be taken for whom the certificate names. */
  public ClientTls withoutIdentity() {
    return new ClientTls(authorities, Optional.empty());
  }
}

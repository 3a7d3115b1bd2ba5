package io.coral.cli.colony;

import static java.util.Objects.requireNonNull;

import io.coral.ports.ClientTls;
import java.util.Optional;

/**
 * By what a colony on the network knows who asks, and the asker whom they ask.
 *
 * @param token where the token comes from, if there is one
 * @param tls whom to trust and what to show, where TLS is spoken
 */
public record Credentials(Optional<Credential> token, ClientTls tls) {
  /** None: whom Java trusts is trusted, and nothing is shown. */
  public static final Credentials NONE =
      new Credentials(Optional.empty(), new ClientTls(Optional.empty(), Optional.empty()));

  public Credentials {
    requireNonNull(token, "token is null");
    requireNonNull(tls, "tls is null");
  }
}

package io.coral.ports;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where a server is reached, how, and by whom.
 *
 * @param listen address to bind; port 0 takes a free one
 * @param tls empty for plain text
 * @param admission whom it lets in
 */
public record Door(InetSocketAddress listen, Optional<ServerTls> tls, Admission admission) {
  public Door {
    requireNonNull(listen, "listen is null");
    requireNonNull(tls, "tls is null");
    requireNonNull(admission, "admission is null");
  }

  /** In plain text. */
  public Door(InetSocketAddress listen, Admission admission) {
    this(listen, Optional.empty(), admission);
  }

  /** In plain text, for everybody who gets there. */
  public static Door open(InetSocketAddress listen) {
    return new Door(listen, new Admission.Everybody());
  }
}

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
 * @param rates for each caller who is known; empty for what is usual at such a server
 */
public record Door(
    InetSocketAddress listen,
    Optional<ServerTls> tls,
    Admission admission,
    Optional<CallRates> rates) {
  public Door {
    requireNonNull(listen, "listen is null");
    requireNonNull(tls, "tls is null");
    requireNonNull(admission, "admission is null");
    requireNonNull(rates, "rates is null");
  }

  /** With the usual rates. */
  public Door(InetSocketAddress listen, Optional<ServerTls> tls, Admission admission) {
    this(listen, tls, admission, Optional.empty());
  }

  /** In plain text. */
  public Door(InetSocketAddress listen, Admission admission) {
    this(listen, Optional.empty(), admission);
  }

  /** The same, with other rates for each caller. */
  public Door allowing(CallRates rates) {
    return new Door(listen, tls, admission, Optional.of(rates));
  }

  /** In plain text, for everybody who gets there. */
  public static Door open(InetSocketAddress listen) {
    return new Door(listen, new Admission.Everybody());
  }
}

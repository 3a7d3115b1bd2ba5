package io.coral.cli.colony;

import static java.util.Objects.requireNonNull;

import io.vavr.control.Either;

/**
 * A colony on the network as people write it. What stands before the address decides, and nothing
 * else: {@code https://host:9090} speaks TLS, {@code http://host:9090} and {@code host:9090} plain
 * text.
 */
public record ColonyAddress(HostPort hostPort, boolean tls) {
  private static final String TLS = "https://";
  private static final String PLAIN = "http://";

  public ColonyAddress {
    requireNonNull(hostPort, "hostPort is null");
  }

  /** Reads an address, or says why the text is none. */
  public static Either<String, ColonyAddress> parse(String text) {
    boolean tls = text.startsWith(TLS);
    String rest =
        tls
            ? text.substring(TLS.length())
            : text.startsWith(PLAIN) ? text.substring(PLAIN.length()) : text;
    return HostPort.parse(rest).map(hostPort -> new ColonyAddress(hostPort, tls));
  }

  @Override
  public String toString() {
    return (tls ? TLS : "") + hostPort;
  }
}

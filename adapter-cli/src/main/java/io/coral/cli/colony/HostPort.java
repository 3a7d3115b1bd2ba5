package io.coral.cli.colony;

import static java.util.Objects.requireNonNull;

import io.vavr.control.Either;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address on the network as people write it: {@code host:9090}, {@code [::1]:9090}.
 *
 * @param host a name or an address, without brackets
 * @param port in [0, 65535]; 0 means any, where one listens
 */
public record HostPort(String host, int port) {
  /** Where a colony listens unless told otherwise. */
  public static final int DEFAULT_PORT = 9090;

  private static final Pattern WRITTEN =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.%\\w]+)]|([A-Za-z0-9._-]+)):([0-9]{1,5})");

  public HostPort {
    requireNonNull(host, "host is null");
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port must be in [0, 65535], got " + port);
    }
  }

  /** Reads an address, or says why the text is none. */
  public static Either<String, HostPort> parse(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      return Either.left(
          "not an address; write HOST:PORT, the name or number of a host and a port");
    }
    int port = Integer.parseInt(requireNonNull(matcher.group(3)));
    if (port > 65535) {
      return Either.left("a port is at most 65535");
    }
    String host = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    return Either.right(new HostPort(requireNonNull(host), port));
  }

  /** The address behind the name; empty if there is none. */
  public Optional<InetSocketAddress> resolve() {
    try {
      return Optional.of(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}

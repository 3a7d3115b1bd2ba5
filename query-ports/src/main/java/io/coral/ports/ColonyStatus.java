package io.coral.ports;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * How a colony is.
 *
 * @param version of its program
 * @param uptime since it was started
 * @param store how much it has
 * @param intake what it took in since it was started
 * @param ports where it can be reached
 */
public record ColonyStatus(
    String version, Duration uptime, StoreStatus store, IntakeCounts intake, List<OpenPort> ports) {
  public ColonyStatus {
    requireNonNull(version, "version is null");
    requireNonNull(uptime, "uptime is null");
    requireNonNull(store, "store is null");
    requireNonNull(intake, "intake is null");
    ports = List.copyOf(ports);
  }

  /**
   * A port that is open.
   *
   * @param purpose what it is for, in a word or two
   * @param address {@code HOST:PORT}, over TLS with https:// before it
   */
  public record OpenPort(String purpose, String address) {
    public OpenPort {
      requireNonNull(purpose, "purpose is null");
      requireNonNull(address, "address is null");
    }
  }
}

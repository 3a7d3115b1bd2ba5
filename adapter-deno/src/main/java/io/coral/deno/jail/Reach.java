package io.coral.deno.jail;

/** Whom a jailed process may connect to. */
public sealed interface Reach {
  /** Whether there is anybody whom it may not connect to. */
  default boolean isLimited() {
    return true;
  }

  /** Nobody. */
  record Nowhere() implements Reach {}

  /**
   * One TCP port, of any machine.
   *
   * @param number in [1, 65535]
   */
  record Port(int number) implements Reach {
    public Port {
      if (number < 1 || number > 65535) {
        throw new IllegalArgumentException("port must be in [1, 65535], got " + number);
      }
    }
  }

  /** Everybody, by any kind of socket, as name servers want it. */
  record Anywhere() implements Reach {
    @Override
    public boolean isLimited() {
      return false;
    }
  }
}

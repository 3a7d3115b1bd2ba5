package io.coral.ports;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * When a call must end, and who is told what happens to it.
 *
 * @param timeout positive; the answerer's own bound holds if it is shorter
 * @param cancellation the asker's way to give up earlier
 * @param trail is told of the call on its way
 */
public record CallBounds(Duration timeout, Cancellation cancellation, CallTrail trail) {
  /**
   * @throws IllegalArgumentException if {@code timeout} is not positive
   */
  public CallBounds {
    requireNonNull(timeout, "timeout is null");
    requireNonNull(cancellation, "cancellation is null");
    requireNonNull(trail, "trail is null");
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("timeout must be positive, got " + timeout);
    }
  }

  /** Of a call that nobody tells of. */
  public CallBounds(Duration timeout, Cancellation cancellation) {
    this(timeout, cancellation, CallTrail.NONE);
  }

  public static CallBounds timeout(Duration timeout) {
    return new CallBounds(timeout, Cancellation.NEVER);
  }
}

package io.coral.ports;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * When a call must end.
 *
 * @param timeout positive; the answerer's own bound holds if it is shorter
 * @param cancellation the asker's way to give up earlier
 */
public record CallBounds(Duration timeout, Cancellation cancellation) {
  /**
   * @throws IllegalArgumentException if {@code timeout} is not positive
   */
  public CallBounds {
    requireNonNull(timeout, "timeout is null");
    requireNonNull(cancellation, "cancellation is null");
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("timeout must be positive, got " + timeout);
    }
  }

  public static CallBounds timeout(Duration timeout) {
    return new CallBounds(timeout, Cancellation.NEVER);
  }
}

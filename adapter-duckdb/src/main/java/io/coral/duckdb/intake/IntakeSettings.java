package io.coral.duckdb.intake;

import static java.util.Objects.requireNonNull;

import io.coral.domain.intake.CardinalityLimits;
import java.time.Duration;

/**
 * How much an intake takes on.
 *
 * @param requests accepted and not yet answered, at most; more are turned away
 * @param bytes of those requests, at most
 * @param groupBytes of requests that are enough for a transaction
 * @param linger time for which the first request of a group waits for others, at most
 * @param retryAfter what those that are turned away are told
 * @param cardinality how many names are taken
 */
public record IntakeSettings(
    int requests,
    long bytes,
    long groupBytes,
    Duration linger,
    Duration retryAfter,
    CardinalityLimits cardinality) {
  private static final long MEBIBYTE = 1024 * 1024;

  /** Nobody waits longer than this only so that others can join. */
  private static final Duration MOST_LINGER = Duration.ofMillis(50);

  public static final IntakeSettings DEFAULT =
      new IntakeSettings(
          4_096,
          64 * MEBIBYTE,
          16 * MEBIBYTE,
          Duration.ofMillis(10),
          Duration.ofSeconds(1),
          CardinalityLimits.DEFAULT);

  /**
   * @throws IllegalArgumentException if there is no room for a request, or the wait is longer than
   *     50 ms
   */
  public IntakeSettings {
    requireNonNull(linger, "linger is null");
    requireNonNull(retryAfter, "retryAfter is null");
    requireNonNull(cardinality, "cardinality is null");
    if (requests < 1 || bytes < 1 || groupBytes < 1) {
      throw new IllegalArgumentException("an intake without room for a request");
    }
    if (linger.isNegative() || linger.compareTo(MOST_LINGER) > 0) {
      throw new IllegalArgumentException("linger must be in [0 ms, 50 ms], got " + linger);
    }
    if (!retryAfter.isPositive()) {
      throw new IllegalArgumentException("retryAfter must be positive, got " + retryAfter);
    }
  }

  /** The same with other limits of names. */
  public IntakeSettings with(CardinalityLimits limits) {
    return new IntakeSettings(requests, bytes, groupBytes, linger, retryAfter, limits);
  }
}

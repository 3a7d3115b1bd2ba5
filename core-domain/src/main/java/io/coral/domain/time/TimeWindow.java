package io.coral.domain.time;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A half-open range of time in UTC, [from, to).
 *
 * @param from inclusive
 * @param to exclusive, after {@code from}
 */
public record TimeWindow(Instant from, Instant to) {
  /**
   * @throws IllegalArgumentException if {@code to} is not after {@code from}
   */
  public TimeWindow {
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("window must end after it begins: " + from + ".." + to);
    }
  }

  /** The smallest window of whole UTC minutes that holds this one. */
  public TimeWindow widenedToMinutes() {
    Instant start = from.truncatedTo(ChronoUnit.MINUTES);
    Instant end = to.truncatedTo(ChronoUnit.MINUTES);
    return new TimeWindow(start, end.equals(to) ? end : end.plus(1, ChronoUnit.MINUTES));
  }

  /** Whether an instant is at or after the beginning, and before the end. */
  public boolean contains(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(to);
  }

  /** End minus beginning, positive. */
  public Duration length() {
    return Duration.between(from, to);
  }

  @Override
  public String toString() {
    return from + ".." + to;
  }
}

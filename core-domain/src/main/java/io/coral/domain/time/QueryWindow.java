package io.coral.domain.time;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The time a question is about. A look-back stays one until whoever answers resolves it against its
 * own clock, so that asker and answerer need not agree on the time.
 */
public sealed interface QueryWindow {
  /** The longest window that can be asked for. */
  Duration MAX_LENGTH = Duration.ofDays(3660);

  /** The last whole minute that nanoseconds since 1970 in 64 bits can express. */
  Instant LAST_INSTANT = Instant.ofEpochSecond(0, Long.MAX_VALUE).truncatedTo(ChronoUnit.MINUTES);

  /** The window of a question that names none; below the limits that it is checked against. */
  QueryWindow LAST_HOUR = new LookBack(Duration.ofHours(1));

  /**
   * The window applied: whole UTC minutes that hold what was asked for.
   *
   * @param now the answerer's clock, read once for the whole question
   */
  TimeWindow resolve(Instant now);

  /**
   * [now − length, now).
   *
   * @param length positive, at most {@link #MAX_LENGTH}
   */
  record LookBack(Duration length) implements QueryWindow {
    /**
     * @throws IllegalArgumentException if {@code length} is not positive or too long
     */
    public LookBack {
      requireNonNull(length, "length is null");
      if (!length.isPositive() || length.compareTo(MAX_LENGTH) > 0) {
        throw new IllegalArgumentException(
            "look-back must be positive and at most " + MAX_LENGTH.toDays() + " days");
      }
    }

    @Override
    public TimeWindow resolve(Instant now) {
      return new TimeWindow(now.minus(length), now).widenedToMinutes();
    }
  }

  /**
   * A range fixed by the asker.
   *
   * @param window from 1970 on, at most {@link #MAX_LENGTH} long
   */
  record Absolute(TimeWindow window) implements QueryWindow {
    /**
     * @throws IllegalArgumentException if the range is too long or outside of what telemetry can
     *     carry
     */
    public Absolute {
      requireNonNull(window, "window is null");
      if (window.from().isBefore(Instant.EPOCH) || window.to().isAfter(LAST_INSTANT)) {
        throw new IllegalArgumentException("range must lie between 1970 and 2262");
      }
      if (window.length().compareTo(MAX_LENGTH) > 0) {
        throw new IllegalArgumentException(
            "range must be at most " + MAX_LENGTH.toDays() + " days long");
      }
    }

    @Override
    public TimeWindow resolve(Instant now) {
      return window.widenedToMinutes();
    }
  }
}

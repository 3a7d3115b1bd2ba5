package io.coral.domain.time;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * The grain of a series. Steps begin at whole multiples of their length since 1970-01-01T00:00Z,
 * whatever window is asked about: steps of 5 minutes at :00, :05, :10, steps of a day at midnight
 * in UTC. So one step has one answer, however often and over whatever window it is asked for.
 *
 * @param length whole minutes, at least one, at most {@link QueryWindow#MAX_LENGTH}
 */
public record Step(Duration length) {
  /** The grain of every summary, to which every window is widened. */
  public static final Step MINUTE = new Step(Duration.ofMinutes(1));

  /** The grain of older summaries, whose minutes are no longer kept. */
  public static final Step HOUR = new Step(Duration.ofHours(1));

  /**
   * @throws IllegalArgumentException if {@code length} is no whole number of minutes, not positive
   *     or too long
   */
  public Step {
    requireNonNull(length, "length is null");
    if (!length.isPositive() || !length.equals(Duration.ofMinutes(length.toMinutes()))) {
      throw new IllegalArgumentException("step must be whole minutes, at least one");
    }
    if (length.compareTo(QueryWindow.MAX_LENGTH) > 0) {
      throw new IllegalArgumentException(
          "step must be at most " + QueryWindow.MAX_LENGTH.toDays() + " days");
    }
  }

  /** Whether no hour lies in two steps. */
  public boolean holdsHours() {
    return minutes() % HOUR.minutes() == 0;
  }

  /** The length in minutes. */
  public long minutes() {
    return length.toMinutes();
  }

  /** The smallest window of whole steps that holds {@code window}. */
  public TimeWindow widened(TimeWindow window) {
    long seconds = length.toSeconds();
    long from = Math.floorDiv(window.from().getEpochSecond(), seconds) * seconds;
    Instant last = window.to().minusNanos(1);
    long to = (Math.floorDiv(last.getEpochSecond(), seconds) + 1) * seconds;
    return new TimeWindow(Instant.ofEpochSecond(from), Instant.ofEpochSecond(to));
  }

  /**
   * How many steps there are in a window.
   *
   * @param widened a window of whole steps
   */
  public long countIn(TimeWindow widened) {
    return widened.length().dividedBy(length);
  }

  /** The window of the step that begins at {@code start}. */
  public TimeWindow at(Instant start) {
    return new TimeWindow(start, start.plus(length));
  }

  @Override
  public String toString() {
    return DurationText.exact(length);
  }
}

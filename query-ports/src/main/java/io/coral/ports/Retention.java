package io.coral.ports;

import static java.util.Objects.requireNonNull;

import io.coral.domain.time.QueryWindow;
import java.time.Duration;

/**
 * How long a colony remembers. Time is counted back from the newest minute that was received, or
 * from now where that is earlier: so neither a clock that jumps ahead nor a colony that nobody
 * sends to forgets what it has.
 *
 * @param minutes for the summaries of minutes, traces, and readings of CPU and memory
 * @param hours for the summaries of hours, and for what imports and cumulative streams must know of
 *     earlier ones; at least as long
 */
public record Retention(Duration minutes, Duration hours) {
  /** Minutes are kept so long at least. */
  public static final Duration LEAST = Duration.ofHours(2);

  /** As far as any question may look back. */
  public static final Duration LONGEST = QueryWindow.MAX_LENGTH;

  public static final Retention DEFAULT = new Retention(Duration.ofDays(14), Duration.ofDays(90));

  /**
   * @throws IllegalArgumentException if minutes are kept for less than two hours, or hours for less
   *     than minutes, or anything for longer than a question may look back
   */
  public Retention {
    requireNonNull(minutes, "minutes is null");
    requireNonNull(hours, "hours is null");
    if (minutes.compareTo(LEAST) < 0) {
      throw new IllegalArgumentException("minutes are kept for two hours at least");
    }
    if (hours.compareTo(minutes) < 0) {
      throw new IllegalArgumentException("hours are kept at least as long as minutes");
    }
    if (hours.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("nothing is kept longer than questions may look back");
    }
  }
}

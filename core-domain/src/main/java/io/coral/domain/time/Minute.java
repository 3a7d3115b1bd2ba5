package io.coral.domain.time;

import java.time.Instant;

/**
 * A UTC minute, the grain of every summary.
 *
 * @param epochMinute minutes since 1970-01-01T00:00Z
 */
public record Minute(long epochMinute) implements Comparable<Minute> {
  private static final long NANOS = 60_000_000_000L;

  /** The minute that holds an instant given in nanoseconds since 1970. */
  public static Minute ofUnixNano(long unixNano) {
    return new Minute(Math.floorDiv(unixNano, NANOS));
  }

  /** The minute that holds an instant. */
  public static Minute of(Instant instant) {
    return new Minute(Math.floorDiv(instant.getEpochSecond(), 60));
  }

  /** The instant at which this minute begins. */
  public Instant start() {
    return Instant.ofEpochSecond(Math.multiplyExact(epochMinute, 60));
  }

  /** Whether this minute begins in a window. */
  public boolean isIn(TimeWindow window) {
    return window.contains(start());
  }

  @Override
  public int compareTo(Minute other) {
    return Long.compare(epochMinute, other.epochMinute);
  }
}

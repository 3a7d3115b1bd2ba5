package io.coral.domain.value;

/**
 * A trace's id.
 *
 * @param hex 32 lower-case hex digits, not all zero (W3C Trace Context)
 */
public record TraceId(String hex) implements Comparable<TraceId> {
  private static final int DIGITS = 32;

  /** What senders write who have none. */
  private static final String NONE = "0".repeat(DIGITS);

  /**
   * @throws IllegalArgumentException if {@code hex} is not 32 lower-case hex digits, or all zero
   */
  public TraceId {
    HexDigits.require("trace id", hex, DIGITS);
    if (hex.equals(NONE)) {
      throw new IllegalArgumentException("trace id is all zero");
    }
  }

  @Override
  public int compareTo(TraceId other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}

package io.coral.domain.value;

import static java.util.Objects.requireNonNull;

/**
 * A trace's id.
 *
 * @param hex 32 lower-case hex digits, not all zero (W3C Trace Context)
 */
public record TraceId(String hex) implements Comparable<TraceId> {
  private static final int DIGITS = 32;

  /**
   * @throws IllegalArgumentException if {@code hex} is not 32 lower-case hex digits, or all zero
   */
  public TraceId {
    requireNonNull(hex, "hex is null");
    if (hex.length() != DIGITS) {
      throw new IllegalArgumentException(
          "trace id must have " + DIGITS + " hex digits, got " + hex.length());
    }
    boolean zero = true;
    for (int i = 0; i < DIGITS; i++) {
      char c = hex.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
        throw new IllegalArgumentException("trace id holds no hex digit at index " + i);
      }
      zero &= c == '0';
    }
    if (zero) {
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

package io.coral.domain.telemetry;

import static java.util.Objects.requireNonNull;

/**
 * Names the stream that a histogram point continues: points with the same sender, metric, unit and
 * attributes belong to one stream.
 *
 * @param hex 64 lower-case hex digits: the SHA-256 of resource, scope, metric name, unit and
 *     attributes in a canonical form that whoever decodes them chooses, once and for all
 */
public record StreamId(String hex) {
  private static final int DIGITS = 64;

  /**
   * @throws IllegalArgumentException if {@code hex} is not 64 lower-case hex digits
   */
  public StreamId {
    requireNonNull(hex, "hex is null");
    if (hex.length() != DIGITS
        || !hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
      throw new IllegalArgumentException("a stream id is 64 lower-case hex digits");
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}

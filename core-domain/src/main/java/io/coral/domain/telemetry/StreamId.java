package io.coral.domain.telemetry;

import io.coral.domain.value.HexDigits;

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
    HexDigits.require("stream id", hex, DIGITS);
  }

  @Override
  public String toString() {
    return hex;
  }
}

package io.coral.domain.summary;

import io.coral.domain.value.HexDigits;

/**
 * Names an export request by its content, so that importing it again changes nothing.
 *
 * @param hex 64 lower-case hex digits: the SHA-256 of the request in its canonical form, before any
 *     time shift
 */
public record RequestId(String hex) {
  private static final int DIGITS = 64;

  /**
   * @throws IllegalArgumentException if {@code hex} is not 64 lower-case hex digits
   */
  public RequestId {
    HexDigits.require("request id", hex, DIGITS);
  }
}

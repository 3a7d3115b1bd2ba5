package io.coral.domain.summary;

import static java.util.Objects.requireNonNull;

/**
 * Names an export request by its content, so that importing it again changes nothing.
 *
 * @param hex 64 lower-case hex digits: the SHA-256 of the request in its canonical form, before any
 *     time shift
 */
public record RequestId(String hex) {
  public RequestId {
    requireNonNull(hex, "hex is null");
    if (hex.length() != 64
        || !hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
      throw new IllegalArgumentException("a request id is 64 lower-case hex digits");
    }
  }
}

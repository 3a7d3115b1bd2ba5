package io.coral.domain.value;

import static java.util.Objects.requireNonNull;

/** The rule that ids share: a fixed number of lower-case hex digits. */
public final class HexDigits {
  private HexDigits() {}

  /**
   * @param what is named by the digits, for the message
   * @throws IllegalArgumentException if {@code hex} is anything but {@code digits} lower-case hex
   *     digits
   */
  public static void require(String what, String hex, int digits) {
    requireNonNull(hex, () -> what + " is null");
    if (hex.length() != digits) {
      throw new IllegalArgumentException(
          what + " must have " + digits + " hex digits, got " + hex.length());
    }
    for (int i = 0; i < digits; i++) {
      char c = hex.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
        throw new IllegalArgumentException(what + " holds no lower-case hex digit at index " + i);
      }
    }
  }
}

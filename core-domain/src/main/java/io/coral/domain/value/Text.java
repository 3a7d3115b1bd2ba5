package io.coral.domain.value;

import static java.util.Objects.requireNonNull;

/** The rule that every name shares: bounded, well-formed text without control characters. */
final class Text {
  /** Longest name kept, in UTF-16 units; OpenTelemetry's limit for metric names. */
  static final int MAX_LENGTH = 255;

  private Text() {}

  static String checkedName(String what, String value) {
    checked(what, value);
    if (value.isBlank()) {
      throw new IllegalArgumentException(what + " is empty");
    }
    return value;
  }

  static String checked(String what, String value) {
    requireNonNull(value, () -> what + " is null");
    if (value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          what + " has " + value.length() + " characters, at most " + MAX_LENGTH + " are kept");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isISOControl(c)) {
        throw new IllegalArgumentException(what + " holds a control character at index " + i);
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new IllegalArgumentException(what + " is not well-formed text at index " + i);
      }
    }
    return value;
  }
}

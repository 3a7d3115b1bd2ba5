package io.coral.domain.value;

import static java.util.Objects.requireNonNull;

/**
 * The rule that all names share: bounded, well-formed text that stays on its line, which is shown
 * on terminals and in logs as it is. So without control characters, line separators, and the marks
 * that turn the direction of what follows.
 */
public final class Text {
  /** Longest name kept, in UTF-16 units; OpenTelemetry's limit for metric names. */
  static final int MAX_LENGTH = 255;

  private static final char REPLACEMENT = '\uFFFD';

  private Text() {}

  /**
   * Makes any text such a text: what may not be in it becomes U+FFFD, what is too long is cut.
   *
   * @param maxLength in UTF-16 units
   */
  public static String cleaned(String text, int maxLength) {
    String kept = text.length() <= maxLength ? text : text.substring(0, maxLength);
    int first = firstFault(kept, 0);
    if (first < 0) {
      return kept;
    }
    var cleaned = new StringBuilder(kept);
    for (int i = first; i >= 0; i = firstFault(kept, i + 1)) {
      cleaned.setCharAt(i, REPLACEMENT);
    }
    return cleaned.toString();
  }

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
    int fault = firstFault(value, 0);
    if (fault >= 0) {
      throw new IllegalArgumentException(
          Character.isSurrogate(value.charAt(fault))
              ? what + " is not well-formed text at index " + fault
              : what + " holds a control character at index " + fault);
    }
    return value;
  }

  /** Index of the first unit at or after {@code from} that may not be there; -1 if all may. */
  private static int firstFault(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c <= '~') {
        continue; // nearly all that is ever seen
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c) || steersOutput(c)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean steersOutput(char c) {
    return Character.isISOControl(c)
        || c == '\u2028' // line separator
        || c == '\u2029' // paragraph separator
        || (c >= '\u202A' && c <= '\u202E') // embeddings and overrides of direction
        || (c >= '\u2066' && c <= '\u2069'); // isolates of direction
  }
}

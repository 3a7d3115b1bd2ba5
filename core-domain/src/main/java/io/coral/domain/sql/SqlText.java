package io.coral.domain.sql;

import static java.util.Objects.requireNonNull;

/**
 * SQL as a caller wrote it: untrusted, of a bounded size.
 *
 * @param text at most {@link SqlLimits#MAX_TEXT_LENGTH} characters, not blank, without NUL
 */
public record SqlText(String text) {
  /**
   * @throws IllegalArgumentException if {@code text} is blank, too long or holds a NUL
   */
  public SqlText {
    requireNonNull(text, "text is null");
    if (text.length() > SqlLimits.MAX_TEXT_LENGTH) {
      throw new IllegalArgumentException(
          "SQL must have at most "
              + SqlLimits.MAX_TEXT_LENGTH
              + " characters, got "
              + text.length());
    }
    if (text.isBlank()) {
      throw new IllegalArgumentException("SQL is empty");
    }
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("SQL holds a NUL character");
    }
  }
}

package io.coral.domain.access;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * What somebody who may come in is called in files, logs and messages.
 *
 * @param value up to 64 letters, digits, dots, dashes and underscores, the first of them no mark
 */
public record PrincipalName(String value) {
  private static final Pattern WRITTEN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /**
   * @throws IllegalArgumentException if {@code value} is no such name
   */
  public PrincipalName {
    requireNonNull(value, "value is null");
    if (!WRITTEN.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a name has up to 64 letters, digits, dots, dashes and underscores");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}

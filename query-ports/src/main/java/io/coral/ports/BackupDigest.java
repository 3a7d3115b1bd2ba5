package io.coral.ports;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * By what one tells that a backup has come whole.
 *
 * @param bytes of its file
 * @param sha256 of its file, as 64 small hexadecimal digits
 */
public record BackupDigest(long bytes, String sha256) {
  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");

  /**
   * @throws IllegalArgumentException if no file can have these
   */
  public BackupDigest {
    requireNonNull(sha256, "sha256 is null");
    if (bytes < 0 || !DIGITS.matcher(sha256).matches()) {
      throw new IllegalArgumentException("no file has " + bytes + " bytes and SHA-256 " + sha256);
    }
  }
}

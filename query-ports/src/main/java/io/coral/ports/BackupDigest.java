package io.coral.ports;

import static java.util.Objects.requireNonNull;

import java.util.HexFormat;

/**
 * By what one tells that a backup has come whole.
 *
 * @param bytes of its file
 * @param sha256 of its file, as 64 small hexadecimal digits
 */
public record BackupDigest(long bytes, String sha256) {
  /**
   * @throws IllegalArgumentException if no file can have these
   */
  public BackupDigest {
    requireNonNull(sha256, "sha256 is null");
    if (bytes < 0 || !areDigits(sha256)) {
      throw new IllegalArgumentException("no file has " + bytes + " bytes and SHA-256 " + sha256);
    }
  }

  private static boolean areDigits(String text) {
    return text.length() == 64
        && text.chars().allMatch(c -> HexFormat.isHexDigit(c) && !Character.isUpperCase(c));
  }
}

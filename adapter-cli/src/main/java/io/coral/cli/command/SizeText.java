package io.coral.cli.command;

import static java.util.Objects.requireNonNull;

import io.vavr.control.Either;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as they are written: {@code 500MB}, {@code 20GB}, {@code 1TB}, of 1024 each. */
final class SizeText {
  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,8})(MB|GB|TB)");
  private static final Map<String, Long> UNITS =
      Map.of("MB", 1L << 20, "GB", 1L << 30, "TB", 1L << 40);

  private SizeText() {}

  /**
   * Bytes of a size.
   *
   * @param least bytes that it must have, whole MB
   */
  static Either<String, Long> bytes(String text, long least) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      return Either.left("not a size; write 500MB or 20GB");
    }
    String unit = requireNonNull(size.group(2), "a size without its unit");
    long unitBytes = UNITS.getOrDefault(unit, 0L);
    long count = Long.parseLong(size.group(1));
    if (count > Long.MAX_VALUE / unitBytes) {
      return Either.left("it is larger than anything there is; write 500MB or 20GB");
    }
    return count * unitBytes < least
        ? Either.left("it is too small for any colony; write " + inMegabytes(least) + " or more")
        : Either.right(count * unitBytes);
  }

  /** As it would be written. */
  static String inMegabytes(long bytes) {
    return (bytes >> 20) + "MB";
  }
}

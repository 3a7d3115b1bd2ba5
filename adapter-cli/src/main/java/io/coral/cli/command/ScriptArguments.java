package io.coral.cli.command;

import io.coral.domain.time.DurationText;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A script's parameters and limits, from text. */
final class ScriptArguments {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,63}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

  /** Digits that mean more seconds than any timeout has. */
  private static final Pattern BEYOND_ALL = Pattern.compile("[0-9]{7,}");

  private static final String TIMEOUTS = "a timeout is above 0 and at most a day";
  private static final Pattern MEGABYTES = Pattern.compile("[0-9]{1,7}");
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final long MEBIBYTE = 1024L * 1024;

  private ScriptArguments() {}

  /**
   * Parameters from {@code name=value}.
   *
   * @throws io.coral.cli.failure.ComplaintException if one is malformed or given twice
   */
  static Map<String, String> parameters(List<String> written) {
    var parameters = new LinkedHashMap<String, String>();
    for (String text : written) {
      int equals = text.indexOf('=');
      if (equals < 0 || !NAME.matcher(text.substring(0, equals)).matches()) {
        throw Arguments.usage(
            "--param " + text + " is not NAME=VALUE",
            "a name has letters, digits, _, - and .: --param threshold=500");
      }
      String name = text.substring(0, equals);
      if (parameters.put(name, text.substring(equals + 1)) != null) {
        throw Arguments.usage("--param " + name + " is given twice", "give it once");
      }
    }
    return parameters;
  }

  /** Seconds without a unit, or a duration. */
  static Either<String, Duration> timeout(String text) {
    if (BEYOND_ALL.matcher(text).matches()) {
      return Either.left(TIMEOUTS);
    }
    Either<String, Duration> timeout =
        SECONDS.matcher(text).matches()
            ? Either.right(Duration.ofSeconds(Long.parseLong(text)))
            : DurationText.parse(text);
    return timeout.filterOrElse(
        length -> length.isPositive() && length.compareTo(LONGEST) <= 0, length -> TIMEOUTS);
  }

  /** Bytes, from mebibytes. */
  static Either<String, Long> memory(String text) {
    if (!MEGABYTES.matcher(text).matches() || Long.parseLong(text) == 0) {
      return Either.left("not a number of megabytes; write 512");
    }
    return Either.right(Long.parseLong(text) * MEBIBYTE);
  }
}

package io.coral.deno;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what Deno, V8 and the SDK say of an error that ended a script. */
final class DenoError {
  private static final Pattern HEAP_IS_FULL =
      Pattern.compile(
          "^(?:# Fatal (?:JavaScript|process) out of memory|memory allocation of \\d+ bytes"
              + " failed)",
          Pattern.MULTILINE);

  /** As the SDK writes it at the start of its report, and Deno where that did not come to speak. */
  private static final Pattern UNCAUGHT =
      Pattern.compile(
          "^error: (?:Uncaught (?:\\(in [^)]*\\) )*|(?=Top-level await promise never))(.*)$",
          Pattern.MULTILINE);

  /** What Deno denies, and what the kernel does. */
  private static final Pattern DENIED =
      Pattern.compile(
          "^(?:NotCapable|PermissionDenied|TypeError): "
              + "(?:Requires (?<permission>.+? access(?: to .+?)?)(?:, run again.*)?$"
              + "|(?<=NotCapable: )(?<other>.*)"
              + "|(?<kernel>(?:Permission denied|Operation not permitted) .*))");

  /** An import that was computed, so that it could not be judged before. */
  private static final Pattern NOT_IMPORTED =
      Pattern.compile("^(?:TypeError|NotCapable): Cannot (?<what>import \".*?\": .*)");

  private DenoError() {}

  static boolean isOfAFullHeap(String stderr) {
    return HEAP_IS_FULL.matcher(stderr).find();
  }

  /** The last error that is said to be uncaught, by its name and message. */
  static Optional<String> uncaught(String stderr) {
    return UNCAUGHT.matcher(stderr).results().reduce((a, b) -> b).map(last -> last.group(1));
  }

  /** What was denied, if the error says so. */
  static Optional<String> denied(String error) {
    Matcher denied = DENIED.matcher(error);
    if (denied.find()) {
      return Stream.of(denied.group("permission"), denied.group("other"), denied.group("kernel"))
          .filter(each -> each != null)
          .findFirst();
    }
    Matcher imported = NOT_IMPORTED.matcher(error);
    return imported.find() ? Optional.of(imported.group("what")) : Optional.empty();
  }
}

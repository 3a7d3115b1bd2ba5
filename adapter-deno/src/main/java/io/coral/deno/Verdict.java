package io.coral.deno;

import io.coral.ports.ScriptEnd.Cause;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What ended a script that ended by itself, read from its exit code and from what Deno wrote last.
 * A script can write the same words; all it gains is another code for its own failure.
 *
 * @param cause what ended it
 * @param exitCode the code to end with
 * @param message one line; empty if the script ended as it wanted
 */
record Verdict(Cause cause, int exitCode, String message) {
  static final int TIMEOUT = 124;
  static final int MEMORY = 137;

  /** From here on, codes stand for signals: V8 ends by one of its own when its heap is full. */
  private static final int SIGNALS = 128;

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

  static Verdict of(int exitCode, String stderrTail) {
    if (exitCode > SIGNALS && HEAP_IS_FULL.matcher(stderrTail).find()) {
      return new Verdict(Cause.MEMORY, MEMORY, "");
    }
    Optional<String> uncaught =
        UNCAUGHT.matcher(stderrTail).results().reduce((a, b) -> b).map(last -> last.group(1));
    if (exitCode != 1 || uncaught.isEmpty()) {
      return new Verdict(Cause.EXIT, exitCode, "");
    }
    String error = RefusedImport.told(uncaught.get());
    Optional<String> denied = denied(error);
    if (denied.isPresent()) {
      return new Verdict(Cause.DENIED, 126, "the sandbox denied: " + denied.get());
    }
    if (error.startsWith("CoralError: Cannot reach the colony")) {
      return new Verdict(Cause.COLONY_UNREACHABLE, 5, "the colony could not be reached");
    }
    return new Verdict(
        Cause.UNCAUGHT_ERROR, 1, "the script ended with an error that it did not catch");
  }

  private static Optional<String> denied(String error) {
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

package io.coral.deno;

import io.coral.ports.ScriptEnd.Cause;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ended a script that ended by itself, read from its exit code and from what Deno wrote last.
 *
 * @param cause what ended it
 * @param exitCode the code to end with
 * @param message one line; empty if the script ended as it wanted
 */
record Verdict(Cause cause, int exitCode, String message) {
  /** V8 aborts with SIGTRAP or SIGILL when its heap is full; Deno reports that as 133. */
  private static final int V8_OUT_OF_MEMORY = 133;

  private static final Pattern V8_HEAP_MESSAGE =
      Pattern.compile("Fatal JavaScript out of memory|Reached heap limit|heap out of memory");
  private static final Pattern UNCAUGHT =
      Pattern.compile(
          "^error: Uncaught (?:\\(in (?:promise|worker)[^)]*\\) )?(.*)$", Pattern.MULTILINE);
  private static final Pattern DENIED =
      Pattern.compile(
          "^(?:NotCapable|PermissionDenied): Requires (.+?) access(?: to (.+?))?, run again");

  static Verdict of(int exitCode, String stderrTail) {
    if (exitCode == V8_OUT_OF_MEMORY || V8_HEAP_MESSAGE.matcher(stderrTail).find()) {
      return new Verdict(Cause.MEMORY, 137, "");
    }
    Matcher uncaught = UNCAUGHT.matcher(stderrTail);
    if (exitCode != 1 || !uncaught.find()) {
      return new Verdict(Cause.EXIT, exitCode, "");
    }
    String error = uncaught.group(1);
    Matcher denied = DENIED.matcher(error);
    if (denied.find()) {
      String what = denied.group(1) + (denied.group(2) == null ? "" : " " + denied.group(2));
      return new Verdict(Cause.DENIED, 126, "the sandbox denied access: " + what);
    }
    if (error.startsWith("CoralError: Cannot reach the colony")) {
      return new Verdict(Cause.COLONY_UNREACHABLE, 5, "the colony could not be reached");
    }
    return new Verdict(
        Cause.UNCAUGHT_ERROR, 1, "the script ended with an error that it did not catch");
  }
}

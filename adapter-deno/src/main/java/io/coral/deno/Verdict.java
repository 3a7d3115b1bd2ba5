package io.coral.deno;

import io.coral.ports.ScriptEnd.Cause;
import java.util.Optional;

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

  static Verdict of(int exitCode, String stderrTail) {
    if (exitCode == 0) {
      return new Verdict(Cause.EXIT, exitCode, "");
    }
    if (exitCode > SIGNALS && DenoError.isOfAFullHeap(stderrTail)) {
      return new Verdict(Cause.MEMORY, MEMORY, "");
    }
    Optional<String> uncaught = DenoError.uncaught(stderrTail);
    if (exitCode != 1 || uncaught.isEmpty()) {
      return new Verdict(Cause.EXIT, exitCode, "");
    }
    String error = RefusedImport.told(uncaught.get());
    Optional<String> denied = DenoError.denied(error);
    if (denied.isPresent()) {
      return new Verdict(Cause.DENIED, 126, "the sandbox denied: " + denied.get());
    }
    if (error.startsWith("CoralError: Cannot reach the colony")) {
      return new Verdict(Cause.COLONY_UNREACHABLE, 5, "the colony could not be reached");
    }
    return new Verdict(
        Cause.UNCAUGHT_ERROR, 1, "the script ended with an error that it did not catch");
  }
}

package io.coral.ports;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * How a script ended.
 *
 * @param cause what ended it
 * @param exitCode its own, or the one that stands for {@code cause}
 * @param message one line that names the cause and what to do; empty for {@link Cause#EXIT}
 * @param stdout captured output; empty if inherited
 * @param stderr captured output; empty if inherited
 * @param denials what the sandbox denied, caught or not, as lines for people; empty too where the
 *     system gives no way to know
 */
public record ScriptEnd(
    Cause cause, int exitCode, String message, String stdout, String stderr, List<String> denials) {
  public ScriptEnd {
    requireNonNull(cause, "cause is null");
    requireNonNull(message, "message is null");
    requireNonNull(stdout, "stdout is null");
    requireNonNull(stderr, "stderr is null");
    denials = List.copyOf(denials);
  }

  /** An end of which nothing is known to have been denied. */
  public ScriptEnd(Cause cause, int exitCode, String message, String stdout, String stderr) {
    this(cause, exitCode, message, stdout, stderr, List.of());
  }

  /** The same, with what the sandbox denied. */
  public ScriptEnd withDenials(List<String> denied) {
    return new ScriptEnd(cause, exitCode, message, stdout, stderr, denied);
  }

  /** What ended a script. */
  public enum Cause {
    /** The script itself, with its own exit code. */
    EXIT,
    /** An error that it did not catch: 1. */
    UNCAUGHT_ERROR,
    /** The colony could not be reached: 5. */
    COLONY_UNREACHABLE,
    /** Its time was up: 124. */
    TIMEOUT,
    /** The sandbox denied something, and the script did not catch that: 126. */
    DENIED,
    /** It used more memory than allowed: 137. */
    MEMORY
  }
}

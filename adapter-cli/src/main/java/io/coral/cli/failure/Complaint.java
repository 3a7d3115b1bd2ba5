package io.coral.cli.failure;

import static java.util.Objects.requireNonNull;

import io.coral.domain.failure.QueryFailure;
import io.coral.ports.ScriptFailure;
import io.coral.ports.WriteFailure;

/**
 * Why a command did not do what it was asked.
 *
 * @param message one sentence for people
 * @param hint what to do instead; may be empty
 */
public record Complaint(ExitCode exitCode, String message, String hint) {
  public Complaint {
    requireNonNull(exitCode, "exitCode is null");
    requireNonNull(message, "message is null");
    requireNonNull(hint, "hint is null");
  }

  public static Complaint of(QueryFailure failure) {
    return new Complaint(ExitCode.of(failure), failure.message(), failure.hint());
  }

  public static Complaint of(ScriptFailure failure) {
    return new Complaint(ExitCode.of(failure), failure.message(), failure.hint());
  }

  public static Complaint of(WriteFailure failure) {
    return new Complaint(ExitCode.of(failure), failure.message(), "");
  }

  /** The command line itself is wrong. */
  public static Complaint usage(String message, String hint) {
    return new Complaint(ExitCode.USAGE, message, hint);
  }
}

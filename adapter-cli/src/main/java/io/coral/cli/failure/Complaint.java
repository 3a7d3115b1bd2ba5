package io.coral.cli.failure;

import static java.util.Objects.requireNonNull;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.sql.SqlRefusal;
import io.coral.domain.sql.SqlText;
import io.coral.ports.ScriptFailure;
import io.coral.ports.WriteFailure;
import java.util.List;

/**
 * Why a command did not do what it was asked.
 *
 * @param message one sentence for people
 * @param excerpt lines that show where; none where there is nothing to show
 * @param hint what to do instead; may be empty
 */
public record Complaint(ExitCode exitCode, String message, List<String> excerpt, String hint) {
  public Complaint {
    requireNonNull(exitCode, "exitCode is null");
    requireNonNull(message, "message is null");
    excerpt = List.copyOf(excerpt);
    requireNonNull(hint, "hint is null");
  }

  public Complaint(ExitCode exitCode, String message, String hint) {
    this(exitCode, message, List.of(), hint);
  }

  public static Complaint of(QueryFailure failure) {
    return new Complaint(ExitCode.of(failure), failure.message(), failure.hint());
  }

  /** Why a statement was not run to its end; a refusal shows the place in it. */
  public static Complaint of(QueryFailure failure, SqlText statement) {
    if (!(failure instanceof QueryFailure.SqlRefused(SqlRefusal refusal))) {
      return of(failure);
    }
    List<String> excerpt =
        refusal
            .place()
            .map(place -> Excerpt.of(statement.text(), place.offset()))
            .orElse(List.of());
    return new Complaint(ExitCode.of(failure), failure.message(), excerpt, hint(refusal));
  }

  /** The engine says what does not fit, but not where to read what would. */
  private static String hint(SqlRefusal refusal) {
    return refusal.hint().isEmpty() && refusal.reason() == SqlRefusal.Reason.BIND_ERROR
        ? "coral query schema shows the tables, their columns and types"
        : refusal.hint();
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

  /** The same with a hint, if it had none. */
  public Complaint orHint(String otherwise) {
    return hint.isEmpty() ? new Complaint(exitCode, message, excerpt, otherwise) : this;
  }
}

package io.coral.cli.failure;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.sql.SqlRefusal;
import io.coral.ports.ScriptFailure;
import io.coral.ports.WriteFailure;

/** The exit codes of coral, and which failure has which: the only place that decides this. */
public enum ExitCode {
  /** An answer was given, also an empty one. */
  OK(0),
  /** A fault of this program or of the colony. */
  INTERNAL(1),
  /** The command line is wrong: an option, its value, a missing file, SQL that does not parse. */
  USAGE(2),
  /** The SQL guard refused a statement, or the colony an asker. */
  REFUSED(3),
  /** A name that is not known, or no data in the window. */
  NOT_FOUND(4),
  /** The colony cannot be reached, or its file is held by another process. */
  UNREACHABLE(5),
  /** The answer took too long or was too large. */
  LIMIT(6),
  /** To check a script took longer than it may. */
  SCRIPT_TIMEOUT(124),
  /** {@code coral run}: a module of the script may not be loaded. */
  SCRIPT_REFUSED(126);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }

  static ExitCode of(QueryFailure failure) {
    return switch (failure) {
      case QueryFailure.BadArgument _ -> USAGE;
      case QueryFailure.NotFound _, QueryFailure.NoData _ -> NOT_FOUND;
      case QueryFailure.SqlRefused(SqlRefusal refusal) -> of(refusal.reason());
      case QueryFailure.AccessDenied _ -> REFUSED;
      case QueryFailure.LimitExceeded _,
          QueryFailure.DeadlineExceeded _,
          QueryFailure.Cancelled _ ->
          LIMIT;
      case QueryFailure.Unavailable _ -> UNREACHABLE;
    };
  }

  /** SQL that was written wrongly is a bad argument; SQL that nobody may run is refused. */
  private static ExitCode of(SqlRefusal.Reason reason) {
    return switch (reason) {
      case EMPTY, PARSE_ERROR, BIND_ERROR, UNSUPPORTED_TYPE, PARAMETER_MISMATCH -> USAGE;
      case MULTIPLE_STATEMENTS,
          NOT_A_SELECT,
          QUERY_TOO_LARGE,
          QUERY_TOO_DEEP,
          TABLE_NOT_ALLOWED,
          FUNCTION_NOT_ALLOWED,
          TYPE_NOT_ALLOWED,
          SYNTAX_NOT_ALLOWED ->
          REFUSED;
    };
  }

  static ExitCode of(ScriptFailure failure) {
    return switch (failure) {
      case ScriptFailure.MissingScript _ -> USAGE;
      case ScriptFailure.Refused _ -> SCRIPT_REFUSED;
      case ScriptFailure.CheckTimeout _ -> SCRIPT_TIMEOUT;
      // 1, which for a script stands for a mistake in it as well as for a fault of ours.
      case ScriptFailure.Malformed _,
          ScriptFailure.IllTyped _,
          ScriptFailure.RuntimeUnavailable _ ->
          INTERNAL;
    };
  }

  static ExitCode of(WriteFailure failure) {
    return switch (failure) {
      case WriteFailure.AlreadyCommitted _ -> INTERNAL; // an import asks before it appends
      case WriteFailure.StoreUnavailable _ -> UNREACHABLE;
    };
  }
}

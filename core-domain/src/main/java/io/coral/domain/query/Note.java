package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

/**
 * Something about how a question was answered that its asker should know.
 *
 * @param code for programs
 * @param message one sentence for people
 */
public record Note(Code code, String message) {
  public Note {
    requireNonNull(code, "code is null");
    requireNonNull(message, "message is null");
  }

  /** Stable names of what can be noted. */
  public enum Code {
    /** The window was widened to whole minutes by more than what a look-back always is. */
    WINDOW_WIDENED,
    /** The time range that was put on every scan of a SQL statement. */
    TIME_RANGE_APPLIED,
    /** The time range of a scan was taken from the statement's own condition on timestamp. */
    TIME_RANGE_FROM_QUERY,
    /** A time range that the statement asked for was cut to the longest that is answered. */
    TIME_RANGE_CAPPED,
    /** A row limit was put on a SQL statement. */
    LIMIT_INJECTED,
    /** There were more rows than the limit. */
    TRUNCATED
  }
}

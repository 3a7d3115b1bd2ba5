package io.coral.domain.sql;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Why the guard refused a statement.
 *
 * @param reason the rule that was broken
 * @param detail what broke it, such as the name of a function
 * @param place where in the caller's text, if known
 * @param hint what to write instead; may be empty
 */
public record SqlRefusal(Reason reason, String detail, Optional<SqlPlace> place, String hint) {
  public SqlRefusal {
    requireNonNull(reason, "reason is null");
    requireNonNull(detail, "detail is null");
    requireNonNull(place, "place is null");
    requireNonNull(hint, "hint is null");
  }

  /** A refusal without a place. */
  public static SqlRefusal of(Reason reason, String detail, String hint) {
    return new SqlRefusal(reason, detail, Optional.empty(), hint);
  }

  /** One sentence for people. */
  public String message() {
    String what = detail.isEmpty() ? reason.sentence() : reason.sentence() + ": " + detail;
    return place.map(at -> what + " (" + at + ")").orElse(what);
  }

  /** The guard's rules, by the stable names that programs see. */
  public enum Reason {
    EMPTY("the query holds no statement"),
    PARSE_ERROR("the query is not SQL that DuckDB understands"),
    MULTIPLE_STATEMENTS("only one statement is run"),
    NOT_A_SELECT("only SELECT is run"),
    QUERY_TOO_LARGE("the query is larger than allowed"),
    QUERY_TOO_DEEP("the query is nested deeper than allowed"),
    TABLE_NOT_ALLOWED("this table cannot be read"),
    FUNCTION_NOT_ALLOWED("this function cannot be called"),
    TYPE_NOT_ALLOWED("this type cannot be used"),
    SYNTAX_NOT_ALLOWED("this part of SQL is not available"),
    PARAMETER_MISMATCH("placeholders and parameters do not match"),
    UNSUPPORTED_TYPE("a column has a type that cannot be returned"),
    BIND_ERROR("the query does not fit the tables");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }

    String sentence() {
      return sentence;
    }
  }
}

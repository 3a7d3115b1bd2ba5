package io.coral.domain.sql;

import static java.util.Objects.requireNonNull;

import io.coral.domain.time.QueryWindow;
import java.util.Optional;

/**
 * A statement as a caller sends it.
 *
 * @param text one SELECT, which the guard judges
 * @param parameters one for each placeholder
 * @param window put on every scan of a view; if absent, a scan takes the range that the statement's
 *     own condition on {@code timestamp} asks for, or else the last hour
 */
public record SqlStatement(SqlText text, SqlParameters parameters, Optional<QueryWindow> window) {
  public SqlStatement {
    requireNonNull(text, "text is null");
    requireNonNull(parameters, "parameters is null");
    requireNonNull(window, "window is null");
  }

  /**
   * A statement without parameters over the default window.
   *
   * @throws IllegalArgumentException if {@code text} cannot be a statement
   */
  public static SqlStatement of(String text) {
    return new SqlStatement(new SqlText(text), SqlParameters.NONE, Optional.empty());
  }

  /** The same over a window. */
  public SqlStatement over(QueryWindow window) {
    return new SqlStatement(text, parameters, Optional.of(window));
  }
}

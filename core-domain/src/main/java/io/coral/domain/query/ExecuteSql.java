package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.sql.RowLimit;
import io.coral.domain.sql.SqlText;
import io.coral.domain.time.QueryWindow;

/**
 * Asks by one SELECT over the summary views.
 *
 * @param sql one SELECT, which the guard judges
 * @param maxRows the most rows returned
 * @param window put on every scan of a view
 */
public record ExecuteSql(SqlText sql, RowLimit maxRows, QueryWindow window)
    implements QueryIntent<SqlResult> {
  public ExecuteSql {
    requireNonNull(sql, "sql is null");
    requireNonNull(maxRows, "maxRows is null");
    requireNonNull(window, "window is null");
  }
}

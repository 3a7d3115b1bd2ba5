package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.sql.RowLimit;
import io.coral.domain.sql.SqlStatement;

/**
 * Asks by one SELECT over the summary views, for all rows at once.
 *
 * @param maxRows the most rows returned
 */
public record ExecuteSql(SqlStatement statement, RowLimit maxRows)
    implements QueryIntent<SqlResult> {
  public ExecuteSql {
    requireNonNull(statement, "statement is null");
    requireNonNull(maxRows, "maxRows is null");
  }
}

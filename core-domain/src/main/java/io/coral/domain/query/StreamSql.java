package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.sql.SqlStatement;
import io.coral.domain.sql.StreamLimit;

/**
 * Asks by one SELECT over the summary views, for rows as they come.
 *
 * @param maxRows the most rows returned
 */
public record StreamSql(SqlStatement statement, StreamLimit maxRows)
    implements QueryIntent<SqlStreamEnd> {
  public StreamSql {
    requireNonNull(statement, "statement is null");
    requireNonNull(maxRows, "maxRows is null");
  }
}

package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.sql.SqlStatement;
import io.coral.domain.sql.StreamLimit;

/**
 * Asks how a SELECT would be run, without running it.
 *
 * @param maxRows the most rows that would be returned
 */
public record PlanSql(SqlStatement statement, StreamLimit maxRows) implements QueryIntent<SqlPlan> {
  public PlanSql {
    requireNonNull(statement, "statement is null");
    requireNonNull(maxRows, "maxRows is null");
  }
}

package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.sql.SqlColumn;
import io.coral.domain.time.TimeWindow;
import java.util.List;

/**
 * How a SELECT would be run.
 *
 * @param sql the statement as the guard writes it, with its parameters in their places
 * @param columns that it would return
 * @param rowLimit the most rows that it would return
 * @param applied the window that the scans would have; the widest, if they differ
 * @param notes each change made to the statement
 */
public record SqlPlan(
    String sql, List<SqlColumn> columns, long rowLimit, TimeWindow applied, List<Note> notes) {
  public SqlPlan {
    requireNonNull(sql, "sql is null");
    columns = List.copyOf(columns);
    requireNonNull(applied, "applied is null");
    notes = List.copyOf(notes);
  }
}

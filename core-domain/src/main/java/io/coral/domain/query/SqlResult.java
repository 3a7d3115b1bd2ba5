package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.sql.SqlColumn;
import io.coral.domain.sql.SqlValue;
import io.coral.domain.time.TimeWindow;
import java.util.List;

/**
 * What a SELECT returned.
 *
 * @param columns in the order of the SELECT
 * @param rows each with one value a column, at most {@code rowLimit}
 * @param truncated whether there was more than {@code rowLimit}
 * @param rowLimit the most rows returned, the smaller of what was asked for and allowed
 * @param applied the window that was put on every scan
 * @param notes each change made to the statement
 */
public record SqlResult(
    List<SqlColumn> columns,
    List<List<SqlValue>> rows,
    boolean truncated,
    int rowLimit,
    TimeWindow applied,
    List<Note> notes) {
  public SqlResult {
    requireNonNull(applied, "applied is null");
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }
}

package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.sql.SqlColumn;
import io.coral.domain.time.TimeWindow;
import java.util.List;

/**
 * What is known of a stream of rows before the first.
 *
 * @param columns in the order of the SELECT
 * @param rowLimit the most rows that follow, the smaller of what was asked for and allowed
 * @param applied the window that was put on the scans; the widest, if they differ
 */
public record SqlHead(List<SqlColumn> columns, long rowLimit, TimeWindow applied) {
  public SqlHead {
    columns = List.copyOf(columns);
    requireNonNull(applied, "applied is null");
  }
}

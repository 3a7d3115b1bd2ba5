package io.coral.domain.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Some rows of an answer, column by column.
 *
 * @param rows how many; not negative
 * @param columns in the order of the SELECT, each with that many cells
 */
public record SqlBatch(int rows, List<SqlCells> columns) {
  /**
   * @throws IllegalArgumentException if a column has another number of cells
   */
  public SqlBatch {
    columns = List.copyOf(columns);
    for (SqlCells cells : columns) {
      if (cells.size() != rows) {
        throw new IllegalArgumentException(
            "a column has " + cells.size() + " cells for " + rows + " rows");
      }
    }
  }

  /**
   * The first rows.
   *
   * @param count how many, at most {@link #rows}
   */
  public SqlBatch first(int count) {
    return new SqlBatch(count, columns.stream().map(cells -> cells.first(count)).toList());
  }

  /**
   * One row.
   *
   * @param row from 0
   */
  public List<SqlValue> row(int row) {
    List<SqlValue> values = new ArrayList<>(columns.size());
    for (SqlCells cells : columns) {
      values.add(cells.value(row));
    }
    return values;
  }
}

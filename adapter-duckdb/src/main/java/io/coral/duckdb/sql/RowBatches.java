package io.coral.duckdb.sql;

import io.coral.domain.sql.SqlBatch;
import io.coral.domain.sql.SqlCells;
import io.coral.domain.sql.SqlValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of any type, an object a cell: for lists, structs and bytes. */
final class RowBatches implements BatchSource {
  private static final int ROWS = 512;

  private final OpenStatement open;
  private final Lever lever;
  private final String sql;
  private final Statement statement;
  private final ResultSet result;
  private final int columns;

  private RowBatches(
      OpenStatement open,
      Lever lever,
      String sql,
      Statement statement,
      ResultSet result,
      int columns) {
    this.open = open;
    this.lever = lever;
    this.sql = sql;
    this.statement = statement;
    this.result = result;
    this.columns = columns;
  }

  static RowBatches open(OpenStatement open, Lever lever, long limit) throws SQLException {
    List<String> carriers = open.types().stream().map(ColumnType::carrier).toList();
    String sql = LimitedSql.streamed(open, carriers, limit);
    Statement statement = open.connection().createStatement();
    try {
      lever.runs(statement);
      ResultSet result = statement.executeQuery(sql);
      return new RowBatches(open, lever, sql, statement, result, carriers.size());
    } catch (SQLException e) {
      statement.close();
      throw HiddenErrors.isHidden(e)
          ? HiddenErrors.behind(e, open, lever, sql, carriers.size())
          : e;
    }
  }

  @Override
  public Optional<SqlBatch> next() throws SQLException {
    try {
      return read();
    } catch (SQLException e) {
      throw HiddenErrors.isHidden(e) ? HiddenErrors.behind(e, open, lever, sql, columns) : e;
    }
  }

  private Optional<SqlBatch> read() throws SQLException {
    List<SqlValue[]> cells = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      cells.add(new SqlValue[ROWS]);
    }
    int rows = 0;
    while (rows < ROWS && result.next()) {
      List<SqlValue> row = CellReader.row(result, columns);
      for (int column = 0; column < columns; column++) {
        cells.get(column)[rows] = row.get(column);
      }
      rows++;
    }
    if (rows == 0) {
      return Optional.empty();
    }
    int count = rows;
    return Optional.of(
        new SqlBatch(
            count,
            cells.stream().<SqlCells>map(column -> SqlCells.Mixed.of(column, count)).toList()));
  }

  @Override
  public void close() throws SQLException {
    try (statement) {
      result.close();
    }
  }
}

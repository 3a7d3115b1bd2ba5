package io.coral.duckdb.sql;

import io.coral.domain.query.SqlResult;
import io.coral.domain.sql.SqlColumn;
import io.coral.domain.sql.SqlValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads all rows of an open statement, within limits of rows, bytes and bytes of a cell. */
final class RowsAtOnce {
  private final OpenStatement open;
  private final Lever lever;
  private final int limit;

  RowsAtOnce(OpenStatement open, Lever lever, int limit) {
    this.open = open;
    this.lever = lever;
    this.limit = limit;
  }

  SqlResult read() throws SQLException {
    String sql = LimitedSql.atOnce(open, limit);
    try {
      return read(sql);
    } catch (SQLException e) {
      throw HiddenErrors.isHidden(e)
          ? HiddenErrors.behind(e, open, lever, sql, open.columns().size())
          : e;
    }
  }

  private SqlResult read(String sql) throws SQLException {
    List<SqlColumn> columns = open.columns();
    List<List<SqlValue>> rows = new ArrayList<>();
    try (Statement statement = open.connection().createStatement()) {
      lever.runs(statement);
      try (ResultSet result = statement.executeQuery(sql)) {
        while (rows.size() < limit && result.next()) {
          rows.add(CellReader.row(result, columns.size()));
        }
        boolean truncated = rows.size() == limit && result.next();
        return new SqlResult(
            columns,
            rows,
            truncated,
            limit,
            open.windows().widest(),
            SqlNotes.of(open.windows(), limit, open.text().ownLimit(), truncated));
      }
    }
  }
}

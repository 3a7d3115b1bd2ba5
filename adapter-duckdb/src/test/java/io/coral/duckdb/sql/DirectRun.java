package io.coral.duckdb.sql;

import io.coral.domain.sql.SqlColumn;
import io.coral.domain.time.TimeWindow;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;

/** A statement run as it stands, without guard and limits, to compare with. */
final class DirectRun implements AutoCloseable {
  private final DuckDBConnection connection;
  private final List<SqlColumn> columns = new ArrayList<>();
  private int rows;

  private DirectRun(DuckDBConnection connection) {
    this.connection = connection;
  }

  static DirectRun of(SummaryDatabase database, TimeWindow window, String sql) throws SQLException {
    var run = new DirectRun(database.connect());
    run.execute("SET VARIABLE coral_from = TIMESTAMPTZ '" + window.from() + "'");
    run.execute("SET VARIABLE coral_to = TIMESTAMPTZ '" + window.to() + "'");
    try (Statement statement = run.connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      ResultSetMetaData described = result.getMetaData();
      for (int i = 1; i <= described.getColumnCount(); i++) {
        run.columns.add(new SqlColumn(described.getColumnName(i), described.getColumnTypeName(i)));
      }
      while (result.next()) {
        run.rows++;
      }
    }
    return run;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  List<SqlColumn> columns() {
    return columns;
  }

  int rowCount() {
    return rows;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

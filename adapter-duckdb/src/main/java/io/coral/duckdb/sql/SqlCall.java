package io.coral.duckdb.sql;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ExecuteSql;
import io.coral.domain.query.SqlResult;
import io.coral.domain.sql.SqlColumn;
import io.coral.domain.sql.SqlValue;
import io.coral.domain.time.TimeWindow;
import io.vavr.control.Either;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBConnection;

/**
 * One judged statement on one connection: the window set, a read-only transaction begun, types
 * looked at, rows read.
 */
final class SqlCall {
  private final DuckDBConnection connection;
  private final Lever lever;
  private final ExecuteSql intent;
  private final TimeWindow applied;
  private final GuardedSql guarded;

  SqlCall(
      DuckDBConnection connection,
      Lever lever,
      ExecuteSql intent,
      TimeWindow applied,
      GuardedSql guarded) {
    this.connection = connection;
    this.lever = lever;
    this.intent = intent;
    this.applied = applied;
    this.guarded = guarded;
  }

  Either<QueryFailure, SqlResult> run() throws SQLException {
    execute("SET VARIABLE coral_from = " + instant(applied.from()));
    execute("SET VARIABLE coral_to = " + instant(applied.to()));
    execute("BEGIN TRANSACTION READ ONLY");
    List<SqlColumn> columns = columns();
    List<ColumnType> types = new ArrayList<>(columns.size());
    for (SqlColumn column : columns) {
      Optional<ColumnType> type = ColumnType.of(column.type());
      if (type.isEmpty()) {
        return Either.left(SqlFailures.unsupported(column.name(), column.type()));
      }
      types.add(type.get());
    }
    return Either.right(result(columns, types));
  }

  /** Times in microseconds, as the views read them. */
  private static String instant(Instant instant) {
    long micros =
        Math.addExact(
            Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    return "make_timestamptz(" + micros + ")";
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * Names and types of the statement as it stands; inside the limits, names would be made unique.
   */
  private List<SqlColumn> columns() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(guarded.text())) {
      ResultSetMetaData described = statement.getMetaData();
      List<SqlColumn> columns = new ArrayList<>();
      for (int i = 1; i <= described.getColumnCount(); i++) {
        columns.add(new SqlColumn(described.getColumnName(i), described.getColumnTypeName(i)));
      }
      return columns;
    }
  }

  private SqlResult result(List<SqlColumn> columns, List<ColumnType> types) throws SQLException {
    int limit = intent.maxRows().rows();
    List<String> names = columns.stream().map(SqlColumn::type).toList();
    List<List<SqlValue>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      lever.runs(statement);
      try (ResultSet result = statement.executeQuery(LimitedSql.of(guarded, names, types, limit))) {
        while (rows.size() < limit && result.next()) {
          rows.add(CellReader.row(result, columns.size()));
        }
        boolean truncated = rows.size() == limit && result.next();
        return new SqlResult(
            columns,
            rows,
            truncated,
            limit,
            applied,
            SqlNotes.of(applied, limit, guarded.ownLimit(), truncated));
      }
    }
  }
}

package io.coral.duckdb.sql;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.sql.SqlColumn;
import io.coral.domain.sql.SqlRefusal;
import io.vavr.control.Either;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBConnection;

/**
 * A judged statement on a connection, ready to run: a read-only transaction begun, the windows of
 * its scans known and set, its columns looked at.
 *
 * @param text what runs
 * @param types how each column is carried
 */
record OpenStatement(
    DuckDBConnection connection,
    GuardedSql text,
    ScanWindows windows,
    List<SqlColumn> columns,
    List<ColumnType> types) {

  private static final String BEGIN = "BEGIN TRANSACTION READ ONLY";

  /** Begins anew on the same connection: an error in rows that are being read ends all else. */
  void restart() throws SQLException {
    execute(connection, "ROLLBACK");
    execute(connection, BEGIN);
  }

  /** Opens a statement on a connection that has run nothing yet. */
  static Either<QueryFailure, OpenStatement> open(
      DuckDBConnection connection, Lever lever, SqlGuard guard, GuardedSql guarded, SqlWindow asked)
      throws SQLException {
    ScanWindows windows = windows(connection, lever, guard, guarded, asked);
    execute(connection, "SET VARIABLE coral_from = " + instant(windows.widest().from()));
    execute(connection, "SET VARIABLE coral_to = " + instant(windows.widest().to()));
    execute(connection, BEGIN);
    if (!windows.rewrites()) {
      return described(connection, guarded, windows);
    }
    Either<SqlRefusal, GuardedSql> rewritten = guard.judge(windows.rewritten(guarded.tree()));
    return rewritten.isLeft()
        ? Either.left(new QueryFailure.SqlRefused(rewritten.getLeft()))
        : described(connection, rewritten.get(), windows);
  }

  private static ScanWindows windows(
      DuckDBConnection connection, Lever lever, SqlGuard guard, GuardedSql guarded, SqlWindow asked)
      throws SQLException {
    List<Scan> scans = Scans.of(guarded.tree());
    if (scans.isEmpty()) {
      return ScanWindows.none(asked);
    }
    if (asked.ofCaller() || scans.stream().allMatch(scan -> scan.since().isEmpty())) {
      return ScanWindows.all(asked);
    }
    List<ScanWindows.Start> starts = new ArrayList<>();
    for (Scan scan : scans) {
      starts.add(new ScanWindows.Start(scan, latest(connection, lever, guard, scan.since())));
    }
    return ScanWindows.of(asked, starts);
  }

  /** The latest of some constants, as the engine reads them; empty if one of them is no time. */
  private static Optional<Instant> latest(
      DuckDBConnection connection, Lever lever, SqlGuard guard, List<Json> constants)
      throws SQLException {
    if (constants.isEmpty()) {
      return Optional.empty();
    }
    String times =
        guard.print(
            Nodes.selecting(
                constants.stream()
                    .map(each -> Nodes.cast(each, "timestamp with time zone", each))
                    .toList()));
    Optional<Instant> latest = Optional.empty();
    try (Statement statement = connection.createStatement()) {
      lever.runs(statement);
      try (ResultSet row = statement.executeQuery(times)) {
        row.next();
        for (int i = 1; i <= constants.size(); i++) {
          OffsetDateTime time = row.getObject(i, OffsetDateTime.class);
          if (time != null && latest.filter(found -> found.isAfter(time.toInstant())).isEmpty()) {
            latest = Optional.of(time.toInstant());
          }
        }
        return latest;
      }
    } catch (SQLException e) {
      return Optional.empty(); // the statement itself will say what is wrong with it
    }
  }

  private static Either<QueryFailure, OpenStatement> described(
      DuckDBConnection connection, GuardedSql text, ScanWindows windows) throws SQLException {
    List<SqlColumn> columns = columns(connection, text);
    List<ColumnType> types = new ArrayList<>(columns.size());
    for (SqlColumn column : columns) {
      Optional<ColumnType> type = ColumnType.of(column.type());
      if (type.isEmpty()) {
        return Either.left(SqlFailures.unsupported(column.name(), column.type()));
      }
      types.add(type.get());
    }
    return Either.right(new OpenStatement(connection, text, windows, columns, types));
  }

  /**
   * Names and types of the statement as it stands; inside the limits, names would be made unique.
   */
  private static List<SqlColumn> columns(DuckDBConnection connection, GuardedSql text)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(text.text())) {
      ResultSetMetaData described = statement.getMetaData();
      List<SqlColumn> columns = new ArrayList<>();
      for (int i = 1; i <= described.getColumnCount(); i++) {
        columns.add(new SqlColumn(described.getColumnName(i), described.getColumnTypeName(i)));
      }
      return columns;
    }
  }

  /** Times in microseconds, as the views read them. */
  private static String instant(Instant instant) {
    long micros =
        Math.addExact(
            Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    return "make_timestamptz(" + micros + ")";
  }

  private static void execute(DuckDBConnection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

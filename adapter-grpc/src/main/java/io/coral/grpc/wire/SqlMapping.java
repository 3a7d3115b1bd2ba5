package io.coral.grpc.wire;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ExecuteSql;
import io.coral.domain.query.SqlResult;
import io.coral.domain.sql.RowLimit;
import io.coral.domain.sql.SqlColumn;
import io.coral.domain.sql.SqlLimits;
import io.coral.domain.sql.SqlRefusal;
import io.coral.domain.sql.SqlRefusal.Reason;
import io.coral.domain.sql.SqlText;
import io.coral.domain.sql.SqlValue;
import io.coral.domain.time.QueryWindow;
import io.coral.grpc.v1.Column;
import io.coral.grpc.v1.ExecuteQueryRequest;
import io.coral.grpc.v1.ExecuteQueryResponse;
import io.coral.grpc.v1.Row;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.util.List;

/** Guarded SQL and its rows. */
public final class SqlMapping {
  /** Lists and structs inside each other in one cell. */
  private static final int MAX_NESTING = 24;

  private SqlMapping() {}

  public static Either<QueryFailure, ExecuteSql> toDomain(ExecuteQueryRequest request) {
    return Fields.firstFailure(
        Validation.combine(
                text(request.getSql()),
                rowLimit(request.getMaxRows()),
                WindowMapping.window(
                    request.getTimeRangeMs(), request.hasRange(), request.getRange()))
            .ap(ExecuteSql::new));
  }

  /** Text that no guard needs to see is refused in the guard's own words. */
  private static Validation<QueryFailure, SqlText> text(String sql) {
    if (sql.length() > SqlLimits.MAX_TEXT_LENGTH) {
      return refused(
          Reason.QUERY_TOO_LARGE,
          "at most " + SqlLimits.MAX_TEXT_LENGTH + " characters, got " + sql.length());
    }
    if (sql.isBlank()) {
      return refused(Reason.EMPTY, "");
    }
    try {
      return Validation.valid(new SqlText(sql));
    } catch (IllegalArgumentException e) {
      return refused(Reason.PARSE_ERROR, String.valueOf(e.getMessage()));
    }
  }

  private static Validation<QueryFailure, SqlText> refused(Reason reason, String detail) {
    return Validation.invalid(
        new QueryFailure.SqlRefused(SqlRefusal.of(reason, detail, "send one SELECT")));
  }

  private static Validation<QueryFailure, RowLimit> rowLimit(int rows) {
    return rows == 0
        ? Validation.valid(RowLimit.DEFAULT)
        : Fields.checked(
            "max_rows",
            "0 takes the default of " + RowLimit.DEFAULT.rows(),
            () -> new RowLimit(rows));
  }

  public static ExecuteQueryRequest toWire(ExecuteSql intent) {
    var request =
        ExecuteQueryRequest.newBuilder()
            .setSql(intent.sql().text())
            .setMaxRows(intent.maxRows().rows())
            .setTimeRangeMs(WindowMapping.timeRangeMs(intent.window()));
    if (intent.window() instanceof QueryWindow.Absolute(var window)) {
      request.setRange(WindowMapping.toWire(window));
    }
    return request.build();
  }

  /**
   * Refuses an answer that no reader could parse: protobuf stops at a hundred messages inside each
   * other, and a level of nesting is up to three.
   */
  public static Either<QueryFailure, SqlResult> readable(SqlResult answer) {
    boolean tooDeep =
        answer.rows().stream()
            .flatMap(List::stream)
            .anyMatch(value -> SqlValueMapping.isNestedDeeperThan(MAX_NESTING, value));
    return tooDeep
        ? Either.left(
            new QueryFailure.SqlRefused(
                SqlRefusal.of(
                    Reason.UNSUPPORTED_TYPE,
                    "a value is nested deeper than " + MAX_NESTING + " levels",
                    "select parts of it, or cast it to VARCHAR")))
        : Either.right(answer);
  }

  public static ExecuteQueryResponse toWire(SqlResult answer) {
    var response =
        ExecuteQueryResponse.newBuilder()
            .setTruncated(answer.truncated())
            .setRowLimit(answer.rowLimit())
            .setAppliedRange(WindowMapping.toWire(answer.applied()))
            .addAllNotes(NoteMapping.toWire(answer.notes()));
    for (SqlColumn column : answer.columns()) {
      response.addColumns(Column.newBuilder().setName(column.name()).setType(column.type()));
    }
    for (List<SqlValue> values : answer.rows()) {
      var row = Row.newBuilder();
      values.forEach(value -> row.addValues(SqlValueMapping.toWire(value)));
      response.addRows(row);
    }
    return response.build();
  }

  /**
   * @throws IllegalArgumentException if no colony can have answered so
   */
  public static SqlResult toDomain(ExecuteQueryResponse response) {
    int columns = response.getColumnsCount();
    return new SqlResult(
        response.getColumnsList().stream()
            .map(column -> new SqlColumn(column.getName(), column.getType()))
            .toList(),
        response.getRowsList().stream().map(row -> row(row, columns)).toList(),
        response.getTruncated(),
        response.getRowLimit(),
        WindowMapping.toDomain(response.getAppliedRange()),
        NoteMapping.toDomain(response.getNotesList()));
  }

  private static List<SqlValue> row(Row row, int columns) {
    if (row.getValuesCount() != columns) {
      throw new IllegalArgumentException(
          "a row has " + row.getValuesCount() + " values for " + columns + " columns");
    }
    return row.getValuesList().stream().map(SqlValueMapping::toDomain).toList();
  }
}

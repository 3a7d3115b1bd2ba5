package io.coral.grpc.wire;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ExecuteSql;
import io.coral.domain.query.PlanSql;
import io.coral.domain.query.SqlPlan;
import io.coral.domain.query.SqlResult;
import io.coral.domain.sql.RowLimit;
import io.coral.domain.sql.SqlColumn;
import io.coral.domain.sql.SqlRefusal;
import io.coral.domain.sql.SqlRefusal.Reason;
import io.coral.domain.sql.SqlValue;
import io.coral.grpc.v1.Column;
import io.coral.grpc.v1.ExecuteQueryRequest;
import io.coral.grpc.v1.ExecuteQueryResponse;
import io.coral.grpc.v1.PlanQueryRequest;
import io.coral.grpc.v1.PlanQueryResponse;
import io.coral.grpc.v1.Row;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.util.List;
import java.util.Optional;

/** Guarded SQL whose rows come all at once, and its plans. */
public final class SqlMapping {
  /** Lists and structs inside each other in one cell. */
  private static final int MAX_NESTING = 24;

  private SqlMapping() {}

  public static Either<QueryFailure, ExecuteSql> toDomain(ExecuteQueryRequest request) {
    return Fields.firstFailure(
        Validation.combine(
                StatementMapping.toDomain(
                    request.getSql(),
                    request.getParametersMap(),
                    request.getTimeRangeMs(),
                    request.hasRange() ? Optional.of(request.getRange()) : Optional.empty()),
                rowLimit(request.getMaxRows()))
            .ap(ExecuteSql::new));
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
    var request = ExecuteQueryRequest.newBuilder().setMaxRows(intent.maxRows().rows());
    StatementMapping.toWire(
        intent.statement(),
        request::setSql,
        request::putAllParameters,
        request::setTimeRangeMs,
        request::setRange);
    return request.build();
  }

  public static Either<QueryFailure, PlanSql> toDomain(PlanQueryRequest request) {
    return Fields.firstFailure(
        Validation.combine(
                StatementMapping.toDomain(
                    request.getSql(),
                    request.getParametersMap(),
                    request.getTimeRangeMs(),
                    request.hasRange() ? Optional.of(request.getRange()) : Optional.empty()),
                StatementMapping.streamLimit(request.getMaxRows()))
            .ap(PlanSql::new));
  }

  public static PlanQueryRequest toWire(PlanSql intent) {
    var request = PlanQueryRequest.newBuilder().setMaxRows(intent.maxRows().rows());
    StatementMapping.toWire(
        intent.statement(),
        request::setSql,
        request::putAllParameters,
        request::setTimeRangeMs,
        request::setRange);
    return request.build();
  }

  /**
   * Refuses an answer that no reader could parse: protobuf stops at a hundred messages inside each
   * other, and a level of nesting is up to three.
   */
  public static Either<QueryFailure, SqlResult> readable(SqlResult answer) {
    return areReadable(answer.rows()) ? Either.right(answer) : Either.left(nestedTooDeep());
  }

  /** Whether each of some cells can be parsed again. */
  static boolean areReadable(List<? extends List<SqlValue>> rows) {
    return rows.stream()
        .flatMap(List::stream)
        .noneMatch(value -> SqlValueMapping.isNestedDeeperThan(MAX_NESTING, value));
  }

  static QueryFailure nestedTooDeep() {
    return new QueryFailure.SqlRefused(
        SqlRefusal.of(
            Reason.UNSUPPORTED_TYPE,
            "a value is nested deeper than " + MAX_NESTING + " levels",
            "select parts of it, or cast it to VARCHAR"));
  }

  public static ExecuteQueryResponse toWire(SqlResult answer) {
    var response =
        ExecuteQueryResponse.newBuilder()
            .addAllColumns(columnsToWire(answer.columns()))
            .setTruncated(answer.truncated())
            .setRowLimit(answer.rowLimit())
            .setAppliedRange(WindowMapping.toWire(answer.applied()))
            .addAllNotes(NoteMapping.toWire(answer.notes()));
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
        columnsToDomain(response.getColumnsList()),
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

  public static PlanQueryResponse toWire(SqlPlan plan) {
    return PlanQueryResponse.newBuilder()
        .setSql(plan.sql())
        .addAllColumns(columnsToWire(plan.columns()))
        .setRowLimit(plan.rowLimit())
        .setAppliedRange(WindowMapping.toWire(plan.applied()))
        .addAllNotes(NoteMapping.toWire(plan.notes()))
        .build();
  }

  /**
   * @throws IllegalArgumentException if no colony can have answered so
   */
  public static SqlPlan toDomain(PlanQueryResponse response) {
    return new SqlPlan(
        response.getSql(),
        columnsToDomain(response.getColumnsList()),
        response.getRowLimit(),
        WindowMapping.toDomain(response.getAppliedRange()),
        NoteMapping.toDomain(response.getNotesList()));
  }

  static List<Column> columnsToWire(List<SqlColumn> columns) {
    return columns.stream()
        .map(column -> Column.newBuilder().setName(column.name()).setType(column.type()).build())
        .toList();
  }

  static List<SqlColumn> columnsToDomain(List<Column> columns) {
    return columns.stream()
        .map(column -> new SqlColumn(column.getName(), column.getType()))
        .toList();
  }
}

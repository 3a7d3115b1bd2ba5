package io.coral.grpc.wire;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.DescribeTables;
import io.coral.domain.query.TableList;
import io.coral.domain.sql.TableDescription;
import io.coral.grpc.v1.DescribeTablesRequest;
import io.coral.grpc.v1.DescribeTablesResponse;
import io.coral.grpc.v1.Table;
import io.coral.grpc.v1.TableColumn;
import io.vavr.control.Either;
import java.util.Optional;

/** What SQL can read. */
public final class TableMapping {
  private TableMapping() {}

  public static Either<QueryFailure, DescribeTables> toDomain(DescribeTablesRequest request) {
    return Either.right(
        new DescribeTables(Optional.of(request.getTable()).filter(name -> !name.isEmpty())));
  }

  public static DescribeTablesRequest toWire(DescribeTables intent) {
    return DescribeTablesRequest.newBuilder().setTable(intent.table().orElse("")).build();
  }

  public static DescribeTablesResponse toWire(TableList answer) {
    return DescribeTablesResponse.newBuilder()
        .addAllTables(answer.tables().stream().map(TableMapping::toWire).toList())
        .build();
  }

  public static TableList toDomain(DescribeTablesResponse response) {
    return new TableList(response.getTablesList().stream().map(TableMapping::toDomain).toList());
  }

  private static Table toWire(TableDescription table) {
    return Table.newBuilder()
        .setName(table.name())
        .addAllParameters(table.parameters())
        .setMeaning(table.meaning())
        .addAllColumns(table.columns().stream().map(TableMapping::toWire).toList())
        .build();
  }

  private static TableColumn toWire(TableDescription.Column column) {
    return TableColumn.newBuilder()
        .setName(column.name())
        .setType(column.type())
        .setUnit(column.unit())
        .setMeaning(column.meaning())
        .build();
  }

  private static TableDescription toDomain(Table table) {
    return new TableDescription(
        table.getName(),
        table.getParametersList(),
        table.getMeaning(),
        table.getColumnsList().stream().map(TableMapping::toDomain).toList());
  }

  private static TableDescription.Column toDomain(TableColumn column) {
    return new TableDescription.Column(
        column.getName(), column.getType(), column.getUnit(), column.getMeaning());
  }
}

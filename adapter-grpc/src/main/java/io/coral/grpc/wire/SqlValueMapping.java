package io.coral.grpc.wire;

import com.google.protobuf.ByteString;
import io.coral.domain.sql.SqlValue;
import io.coral.grpc.v1.ListValue;
import io.coral.grpc.v1.StructValue;
import io.coral.grpc.v1.Value;
import java.util.ArrayList;
import java.util.List;

/** Cells of a SQL answer. */
final class SqlValueMapping {
  private static final SqlValue NULL = new SqlValue.Null();

  /** Of a cell's message, and of the number or time that it may hold. */
  private static final int MESSAGE_BYTES = 16;

  private SqlValueMapping() {}

  static Value toWire(SqlValue value) {
    return switch (value) {
      case SqlValue.Null absent -> Value.getDefaultInstance();
      case SqlValue.Bool(boolean bool) -> Value.newBuilder().setBoolValue(bool).build();
      case SqlValue.Int64(long whole) -> Value.newBuilder().setInt64Value(whole).build();
      case SqlValue.Float64(double number) -> Value.newBuilder().setDoubleValue(number).build();
      case SqlValue.Text(String text) -> Value.newBuilder().setStringValue(text).build();
      case SqlValue.Bytes(List<Byte> bytes) ->
          Value.newBuilder().setBytesValue(ByteString.copyFrom(unboxed(bytes))).build();
      case SqlValue.Timestamp(var instant) ->
          Value.newBuilder().setTimestampValue(WindowMapping.toWire(instant)).build();
      case SqlValue.ListOf(List<SqlValue> values) ->
          Value.newBuilder()
              .setListValue(
                  ListValue.newBuilder()
                      .addAllValues(values.stream().map(SqlValueMapping::toWire).toList()))
              .build();
      case SqlValue.Struct(List<SqlValue.Field> fields) ->
          Value.newBuilder()
              .setStructValue(
                  StructValue.newBuilder()
                      .addAllFields(fields.stream().map(SqlValueMapping::field).toList()))
              .build();
    };
  }

  /**
   * @throws IllegalArgumentException if a timestamp is none
   */
  static SqlValue toDomain(Value value) {
    return switch (value.getKindCase()) {
      case KIND_NOT_SET -> NULL;
      case BOOL_VALUE -> new SqlValue.Bool(value.getBoolValue());
      case INT64_VALUE -> new SqlValue.Int64(value.getInt64Value());
      case DOUBLE_VALUE -> new SqlValue.Float64(value.getDoubleValue());
      case STRING_VALUE -> new SqlValue.Text(value.getStringValue());
      case BYTES_VALUE -> new SqlValue.Bytes(boxed(value.getBytesValue()));
      case TIMESTAMP_VALUE ->
          new SqlValue.Timestamp(WindowMapping.toDomain(value.getTimestampValue()));
      case LIST_VALUE ->
          new SqlValue.ListOf(
              value.getListValue().getValuesList().stream()
                  .map(SqlValueMapping::toDomain)
                  .toList());
      case STRUCT_VALUE ->
          new SqlValue.Struct(
              value.getStructValue().getFieldsList().stream()
                  .map(field -> new SqlValue.Field(field.getName(), toDomain(field.getValue())))
                  .toList());
    };
  }

  static boolean isNestedDeeperThan(int levels, SqlValue value) {
    return switch (value) {
      case SqlValue.ListOf(List<SqlValue> values) ->
          levels == 0 || values.stream().anyMatch(inner -> isNestedDeeperThan(levels - 1, inner));
      case SqlValue.Struct(List<SqlValue.Field> fields) ->
          levels == 0
              || fields.stream().anyMatch(field -> isNestedDeeperThan(levels - 1, field.value()));
      case SqlValue.Null absent -> false;
      case SqlValue.Bool bool -> false;
      case SqlValue.Int64 whole -> false;
      case SqlValue.Float64 number -> false;
      case SqlValue.Text text -> false;
      case SqlValue.Bytes bytes -> false;
      case SqlValue.Timestamp timestamp -> false;
    };
  }

  /** Characters and bytes of a cell, with some for its message; roughly. */
  static long size(SqlValue value) {
    return MESSAGE_BYTES
        + switch (value) {
          case SqlValue.Text(String text) -> text.length();
          case SqlValue.Bytes(List<Byte> bytes) -> bytes.size();
          case SqlValue.ListOf(List<SqlValue> values) ->
              values.stream().mapToLong(SqlValueMapping::size).sum();
          case SqlValue.Struct(List<SqlValue.Field> fields) ->
              fields.stream().mapToLong(field -> field.name().length() + size(field.value())).sum();
          case SqlValue.Null absent -> 0;
          case SqlValue.Bool bool -> 0;
          case SqlValue.Int64 whole -> 0;
          case SqlValue.Float64 number -> 0;
          case SqlValue.Timestamp timestamp -> 0;
        };
  }

  private static StructValue.Field field(SqlValue.Field field) {
    return StructValue.Field.newBuilder()
        .setName(field.name())
        .setValue(toWire(field.value()))
        .build();
  }

  private static byte[] unboxed(List<Byte> bytes) {
    byte[] raw = new byte[bytes.size()];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = bytes.get(i);
    }
    return raw;
  }

  private static List<Byte> boxed(ByteString bytes) {
    var boxed = new ArrayList<Byte>(bytes.size());
    for (byte b : bytes) {
      boxed.add(b);
    }
    return boxed;
  }
}

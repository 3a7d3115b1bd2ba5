package io.coral.duckdb.sql;

import io.coral.domain.sql.SqlValue;
import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/** Reads cells of the types that {@link ColumnType} carries. */
final class CellReader {
  /** The engine's infinite times, as the driver shows them. */
  private static final OffsetDateTime INFINITY =
      OffsetDateTime.parse("+294247-01-10T04:00:54.775807Z");

  private static final OffsetDateTime MINUS_INFINITY =
      OffsetDateTime.parse("-290308-12-21T19:59:05.224193Z");

  private CellReader() {}

  /**
   * Reads a row.
   *
   * @param columns how many
   */
  static List<SqlValue> row(ResultSet result, int columns) throws SQLException {
    List<SqlValue> row = new ArrayList<>(columns);
    for (int i = 1; i <= columns; i++) {
      row.add(value(result.getObject(i)));
    }
    return row;
  }

  private static SqlValue value(@Nullable Object value) throws SQLException {
    return switch (value) {
      case null -> new SqlValue.Null();
      case Boolean bool -> new SqlValue.Bool(bool);
      case Byte number -> new SqlValue.Int64(number);
      case Short number -> new SqlValue.Int64(number);
      case Integer number -> new SqlValue.Int64(number);
      case Long number -> new SqlValue.Int64(number);
      case Float number -> new SqlValue.Float64(number);
      case Double number -> new SqlValue.Float64(number);
      case String text -> new SqlValue.Text(text);
      case OffsetDateTime time -> time(time);
      case Blob blob -> bytes(blob.getBytes(1, (int) blob.length()));
      case byte[] bytes -> bytes(bytes);
      case Array array -> list((Object[]) array.getArray());
      case DuckDBStruct struct -> struct(struct.getMap());
      case Map<?, ?> map -> struct(map);
      default ->
          throw new IllegalStateException("no cell is carried as " + value.getClass().getName());
    };
  }

  private static SqlValue time(OffsetDateTime time) {
    if (time.isEqual(INFINITY)) {
      return new SqlValue.Text("infinity");
    }
    return time.isEqual(MINUS_INFINITY)
        ? new SqlValue.Text("-infinity")
        : new SqlValue.Timestamp(time.toInstant());
  }

  private static SqlValue bytes(byte[] bytes) {
    List<Byte> boxed = new ArrayList<>(bytes.length);
    for (byte b : bytes) {
      boxed.add(b);
    }
    return new SqlValue.Bytes(boxed);
  }

  private static SqlValue list(@Nullable Object[] items) throws SQLException {
    List<SqlValue> values = new ArrayList<>(items.length);
    for (Object item : items) {
      values.add(value(item));
    }
    return new SqlValue.ListOf(values);
  }

  private static SqlValue struct(Map<?, ?> members) throws SQLException {
    List<SqlValue.Field> fields = new ArrayList<>(members.size());
    for (Map.Entry<?, ?> member : members.entrySet()) {
      fields.add(new SqlValue.Field(String.valueOf(member.getKey()), value(member.getValue())));
    }
    return new SqlValue.Struct(fields);
  }
}

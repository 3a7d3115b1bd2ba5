package io.coral.domain.sql;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/** A cell of a SQL answer. */
public sealed interface SqlValue {
  /** SQL NULL. */
  record Null() implements SqlValue {}

  /** BOOLEAN. */
  record Bool(boolean value) implements SqlValue {}

  /** Any integer type that fits 64 bits. */
  record Int64(long value) implements SqlValue {}

  /** FLOAT and DOUBLE, NaN and the infinities included. */
  record Float64(double value) implements SqlValue {}

  /**
   * Text, and every type that has no exact value here, as DuckDB prints it: DECIMAL, HUGEINT,
   * UBIGINT, DATE, TIME, TIMESTAMP without zone, INTERVAL, UUID. The column's type tells which.
   */
  record Text(String value) implements SqlValue {
    public Text {
      requireNonNull(value, "value is null");
    }
  }

  /** BLOB. */
  record Bytes(List<Byte> value) implements SqlValue {
    public Bytes {
      value = List.copyOf(value);
    }
  }

  /** TIMESTAMP WITH TIME ZONE. */
  record Timestamp(Instant value) implements SqlValue {
    public Timestamp {
      requireNonNull(value, "value is null");
    }
  }

  /** LIST and ARRAY. */
  record ListOf(List<SqlValue> values) implements SqlValue {
    public ListOf {
      values = List.copyOf(values);
    }
  }

  /** STRUCT, and MAP with its keys as text. */
  record Struct(List<Field> fields) implements SqlValue {
    public Struct {
      fields = List.copyOf(fields);
    }
  }

  /** A member of a {@link Struct}. */
  record Field(String name, SqlValue value) {
    public Field {
      requireNonNull(name, "name is null");
      requireNonNull(value, "value is null");
    }
  }
}

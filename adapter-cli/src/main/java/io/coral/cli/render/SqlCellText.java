package io.coral.cli.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.coral.domain.sql.SqlValue;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Cells of a SQL answer in each format. */
final class SqlCellText {
  /** A duration column, or an aggregate of one that is a duration again. */
  private static final Pattern NANOSECONDS =
      Pattern.compile("\\w*_ns|(?:avg|min|max|sum|median)\\(\\w*_ns\\)", Pattern.CASE_INSENSITIVE);

  private static final JsonFactory JSON = new JsonFactory();

  private SqlCellText() {}

  /** Whether the numbers in a column of this name are nanoseconds. */
  static boolean areNanoseconds(String column) {
    return NANOSECONDS.matcher(column).matches();
  }

  /**
   * For people.
   *
   * @param duration whether a number is one of nanoseconds and reads as a duration
   */
  static String readable(SqlValue value, boolean duration) {
    return switch (value) {
      case SqlValue.Null() -> "";
      case SqlValue.Int64(long number) when duration -> Quantities.nanoseconds((double) number);
      case SqlValue.Float64(double number) when duration -> Quantities.nanoseconds(number);
      case SqlValue.Float64(double number) -> Quantities.number(number);
      case SqlValue.Bool _,
          SqlValue.Int64 _,
          SqlValue.Text _,
          SqlValue.Bytes _,
          SqlValue.Timestamp _,
          SqlValue.ListOf _,
          SqlValue.Struct _ ->
          csv(value).orElse("");
    };
  }

  static boolean isNumber(SqlValue value) {
    return value instanceof SqlValue.Int64 || value instanceof SqlValue.Float64;
  }

  /** Exact: numbers in full, bytes as base64, lists and structs as JSON; empty for NULL. */
  static Optional<String> csv(SqlValue value) {
    return switch (value) {
      case SqlValue.Null() -> Optional.empty();
      case SqlValue.Bool(boolean truth) -> Optional.of(Boolean.toString(truth));
      case SqlValue.Int64(long number) -> Optional.of(Long.toString(number));
      case SqlValue.Float64(double number) -> Optional.of(Double.toString(number));
      case SqlValue.Text(String text) -> Optional.of(text);
      case SqlValue.Bytes(List<Byte> bytes) -> Optional.of(base64(bytes));
      case SqlValue.Timestamp(var instant) -> Optional.of(instant.toString());
      case SqlValue.ListOf _, SqlValue.Struct _ -> Optional.of(jsonText(value));
    };
  }

  static void json(JsonGenerator json, SqlValue value) throws IOException {
    switch (value) {
      case SqlValue.Null() -> json.writeNull();
      case SqlValue.Bool(boolean truth) -> json.writeBoolean(truth);
      case SqlValue.Int64(long number) -> json.writeNumber(number);
      case SqlValue.Float64(double number) -> JsonParts.number(json, number);
      case SqlValue.Text(String text) -> json.writeString(text);
      case SqlValue.Bytes(List<Byte> bytes) -> json.writeString(base64(bytes));
      case SqlValue.Timestamp(var instant) -> json.writeString(instant.toString());
      case SqlValue.ListOf(List<SqlValue> values) -> {
        json.writeStartArray();
        for (SqlValue item : values) {
          json(json, item);
        }
        json.writeEndArray();
      }
      case SqlValue.Struct(List<SqlValue.Field> fields) -> {
        json.writeStartObject();
        for (SqlValue.Field field : fields) {
          json.writeFieldName(field.name());
          json(json, field.value());
        }
        json.writeEndObject();
      }
    }
  }

  private static String base64(List<Byte> bytes) {
    var raw = new byte[bytes.size()];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = bytes.get(i);
    }
    return Base64.getEncoder().encodeToString(raw);
  }

  private static String jsonText(SqlValue value) {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json(json, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter has no such failure
    }
    return text.toString();
  }
}

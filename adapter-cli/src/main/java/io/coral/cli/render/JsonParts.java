package io.coral.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import io.coral.cli.text.TimeText;
import io.coral.domain.query.Note;
import io.coral.domain.sql.SqlColumn;
import io.coral.domain.time.TimeWindow;
import java.io.IOException;
import java.util.List;

/** Members that several answers share. */
final class JsonParts {
  private JsonParts() {}

  /**
   * {@code "columns": [{"name": …, "type": …}]}.
   *
   * @param names of the columns, each once
   */
  static void columns(JsonGenerator json, List<String> names, List<SqlColumn> columns)
      throws IOException {
    json.writeArrayFieldStart("columns");
    for (int i = 0; i < names.size(); i++) {
      json.writeStartObject();
      json.writeStringField("name", names.get(i));
      json.writeStringField("type", columns.get(i).type());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** {@code "range": {"from": …, "to": …}}, half-open. */
  static void range(JsonGenerator json, TimeWindow applied) throws IOException {
    json.writeObjectFieldStart("range");
    json.writeStringField("from", TimeText.of(applied.from()));
    json.writeStringField("to", TimeText.of(applied.to()));
    json.writeEndObject();
  }

  /** {@code "notes": [{"code": …, "message": …}]}. */
  static void notes(JsonGenerator json, List<Note> notes) throws IOException {
    json.writeArrayFieldStart("notes");
    for (Note note : notes) {
      json.writeStartObject();
      json.writeStringField("code", note.code().name());
      json.writeStringField("message", note.message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** A number, or its name where JSON has no number for it. */
  static void number(JsonGenerator json, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeString(Double.toString(value));
    }
  }
}

package io.coral.duckdb.sql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes a tree as the engine reads it. */
final class JsonWriter {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(JsonReader.MAX_NESTING).build())
          .build();

  private JsonWriter() {}

  static String write(Json tree) {
    var text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      write(tree, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter has no such failure
    }
    return text.toString();
  }

  private static void write(Json tree, JsonGenerator generator) throws IOException {
    switch (tree) {
      case Json.Obj(var members) -> {
        generator.writeStartObject();
        for (Map.Entry<String, Json> member : members.entrySet()) {
          generator.writeFieldName(member.getKey());
          write(member.getValue(), generator);
        }
        generator.writeEndObject();
      }
      case Json.Arr(var items) -> {
        generator.writeStartArray();
        for (Json item : items) {
          write(item, generator);
        }
        generator.writeEndArray();
      }
      case Json.Text(String value) -> generator.writeString(value);
      case Json.Numeral(String number) -> generator.writeNumber(number);
      case Json.Bool(boolean value) -> generator.writeBoolean(value);
      case Json.Null ignored -> generator.writeNull();
    }
  }
}

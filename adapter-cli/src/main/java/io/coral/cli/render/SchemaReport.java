package io.coral.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import io.coral.domain.query.TableList;
import io.coral.domain.sql.TableDescription;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The tables that SQL can read. */
public record SchemaReport(TableList answer) implements Report {
  @Override
  public TableForm table() {
    return new TableForm.Outline(
        answer.tables().stream()
            .map(
                table ->
                    new TableForm.Section(
                        table.reference() + ": " + table.meaning(),
                        table.columns().stream()
                            .map(
                                column ->
                                    List.of(
                                        column.name(),
                                        shortened(column.type()),
                                        column.unit(),
                                        column.meaning()))
                            .toList()))
            .toList());
  }

  /** DuckDB knows the longest of its names by a shorter one, too. */
  private static String shortened(String type) {
    return type.equals("TIMESTAMP WITH TIME ZONE") ? "TIMESTAMPTZ" : type;
  }

  @Override
  public CsvForm csv() {
    return new CsvForm(
        List.of("table", "column", "type", "unit", "meaning"),
        answer.tables().stream()
            .flatMap(
                table ->
                    table.columns().stream()
                        .map(
                            column ->
                                List.of(
                                    Optional.of(table.name()),
                                    Optional.of(column.name()),
                                    Optional.of(column.type()),
                                    Optional.of(column.unit()).filter(unit -> !unit.isEmpty()),
                                    Optional.of(column.meaning()))))
            .toList());
  }

  @Override
  public void json(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("tables");
    for (TableDescription table : answer.tables()) {
      json.writeStartObject();
      json.writeStringField("name", table.name());
      json.writeStringField("reference", table.reference());
      json.writeStringField("meaning", table.meaning());
      json.writeArrayFieldStart("columns");
      for (TableDescription.Column column : table.columns()) {
        json.writeStartObject();
        json.writeStringField("name", column.name());
        json.writeStringField("type", column.type());
        json.writeStringField("unit", column.unit());
        json.writeStringField("meaning", column.meaning());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  @Override
  public List<String> remarks() {
    return List.of();
  }
}

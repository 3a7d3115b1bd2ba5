package io.coral.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import io.coral.domain.query.Note;
import io.coral.domain.query.SqlResult;
import io.coral.domain.sql.SqlColumn;
import io.coral.domain.sql.SqlValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/** The rows of a SELECT. Rows are JSON objects; a name that repeats gets {@code _2}, {@code _3}. */
public record SqlReport(SqlResult answer) implements Report {
  @Override
  public TableForm table() {
    List<TableColumn> columns = new ArrayList<>();
    for (int i = 0; i < answer.columns().size(); i++) {
      int index = i;
      String name = answer.columns().get(i).name();
      boolean numbers =
          !answer.rows().isEmpty()
              && answer.rows().stream()
                  .map(row -> row.get(index))
                  .allMatch(value -> SqlCells.isNumber(value) || value instanceof SqlValue.Null);
      columns.add(numbers ? TableColumn.number(name) : TableColumn.text(name));
    }
    return new TableForm.Grid(columns, answer.rows().stream().map(this::readable).toList());
  }

  private List<String> readable(List<SqlValue> row) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> SqlCells.readable(answer.columns().get(i).name(), row.get(i)))
        .toList();
  }

  @Override
  public CsvForm csv() {
    return new CsvForm(
        answer.columns().stream().map(SqlColumn::name).toList(),
        answer.rows().stream().map(row -> row.stream().map(SqlCells::csv).toList()).toList());
  }

  @Override
  public void json(JsonGenerator json) throws IOException {
    List<String> names = distinct(answer.columns());
    json.writeStartObject();
    json.writeArrayFieldStart("columns");
    for (int i = 0; i < names.size(); i++) {
      json.writeStartObject();
      json.writeStringField("name", names.get(i));
      json.writeStringField("type", answer.columns().get(i).type());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("rows");
    for (List<SqlValue> row : answer.rows()) {
      json.writeStartObject();
      for (int i = 0; i < names.size(); i++) {
        json.writeFieldName(names.get(i));
        SqlCells.json(json, row.get(i));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeBooleanField("truncated", answer.truncated());
    JsonParts.range(json, answer.applied());
    JsonParts.notes(json, answer.notes());
    json.writeEndObject();
  }

  private static List<String> distinct(List<SqlColumn> columns) {
    var taken = new HashSet<String>();
    List<String> names = new ArrayList<>();
    for (SqlColumn column : columns) {
      String name = column.name();
      for (int copy = 2; !taken.add(name); copy++) {
        name = column.name() + "_" + copy;
      }
      names.add(name);
    }
    return names;
  }

  @Override
  public List<String> remarks() {
    return answer.notes().stream().map(Note::message).toList();
  }
}

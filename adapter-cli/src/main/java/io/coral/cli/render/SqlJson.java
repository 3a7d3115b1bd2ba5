package io.coral.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import io.coral.domain.query.SqlHead;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.sql.SqlBatch;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rows as objects in one JSON document, by {@link DistinctNames}. What is known only at the end
 * follows the rows. Where rows are missing the document is not completed, so that nobody takes it
 * for whole.
 */
final class SqlJson implements SqlForm {
  private static final int FULL = 64 * 1024;

  private final Consumer<String> document;
  private final JsonText text = new JsonText();
  private List<String> names = List.of();

  /**
   * @param document takes the document in parts
   */
  SqlJson(Consumer<String> document) {
    this.document = document;
  }

  @Override
  public void begin(SqlHead head) {
    names = DistinctNames.of(head.columns());
    text.add(
        json -> {
          json.writeStartObject();
          JsonParts.columns(json, names, head.columns());
          json.writeArrayFieldStart("rows");
        });
  }

  @Override
  public void rows(SqlBatch batch) {
    for (int i = 0; i < batch.rows(); i++) {
      int row = i;
      text.add(json -> row(json, batch, row));
      if (text.length() >= FULL) {
        document.accept(text.take());
      }
    }
    document.accept(text.take());
  }

  private void row(JsonGenerator json, SqlBatch batch, int row) throws IOException {
    json.writeStartObject();
    for (int i = 0; i < names.size(); i++) {
      json.writeFieldName(names.get(i));
      SqlCellText.json(json, batch.columns().get(i).value(row));
    }
    json.writeEndObject();
  }

  @Override
  public void end(SqlHead head, SqlStreamEnd end) {
    text.add(
        json -> {
          json.writeEndArray();
          json.writeBooleanField("truncated", end.truncated());
          json.writeNumberField("row_limit", head.rowLimit());
          JsonParts.range(json, head.applied());
          JsonParts.notes(json, end.notes());
          json.writeEndObject();
        });
    document.accept(text.take() + "\n");
  }

  @Override
  public void breakOff() {
    document.accept(text.take() + "\n"); // so that the error has a line of its own
  }
}

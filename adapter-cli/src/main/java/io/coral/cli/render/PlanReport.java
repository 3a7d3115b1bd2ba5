package io.coral.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import io.coral.domain.query.Note;
import io.coral.domain.query.SqlPlan;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** How a SELECT would be run. */
public record PlanReport(SqlPlan plan) implements Report {
  @Override
  public TableForm table() {
    return new TableForm.Verbatim(plan.sql());
  }

  @Override
  public CsvForm csv() {
    return new CsvForm(
        List.of("sql", "row_limit", "from", "to"),
        List.of(
            List.of(
                Optional.of(plan.sql()),
                Optional.of(Long.toString(plan.rowLimit())),
                Optional.of(plan.applied().from().toString()),
                Optional.of(plan.applied().to().toString()))));
  }

  @Override
  public void json(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("sql", plan.sql());
    JsonParts.columns(json, DistinctNames.of(plan.columns()), plan.columns());
    json.writeNumberField("row_limit", plan.rowLimit());
    JsonParts.range(json, plan.applied());
    JsonParts.notes(json, plan.notes());
    json.writeEndObject();
  }

  @Override
  public List<String> remarks() {
    return plan.notes().stream().map(Note::message).toList();
  }
}

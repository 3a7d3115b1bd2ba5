package io.coral.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import io.coral.domain.query.ErrorRate;
import io.coral.domain.query.Note;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The share of a service's requests that failed. */
public record ErrorRateReport(String service, ErrorRate answer) implements Report {
  @Override
  public TableForm table() {
    return new TableForm.Bare(Quantities.percent(answer.rate()));
  }

  @Override
  public CsvForm csv() {
    return new CsvForm(
        List.of("service", "rate", "error_count", "request_count"),
        List.of(
            List.of(
                Optional.of(service),
                Optional.of(Double.toString(answer.rate())),
                Optional.of(Long.toString(answer.errorCount())),
                Optional.of(Long.toString(answer.requestCount())))));
  }

  @Override
  public void json(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("service", service);
    json.writeNumberField("rate", answer.rate());
    json.writeNumberField("error_count", answer.errorCount());
    json.writeNumberField("request_count", answer.requestCount());
    JsonParts.range(json, answer.applied());
    JsonParts.notes(json, answer.notes());
    json.writeEndObject();
  }

  @Override
  public List<String> remarks() {
    return answer.notes().stream().map(Note::message).toList();
  }
}

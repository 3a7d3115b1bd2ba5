package io.coral.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.Note;
import io.coral.domain.query.Percentile;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One percentile.
 *
 * @param percentile as asked for, in [0, 100]
 */
public record PercentileReport(GetPercentile asked, BigDecimal percentile, Percentile answer)
    implements Report {
  @Override
  public TableForm table() {
    return new TableForm.Bare(Quantities.of(answer.value(), answer.unit()));
  }

  @Override
  public CsvForm csv() {
    return new CsvForm(
        List.of("service", "metric", "percentile", "value", "unit", "sample_count", "source"),
        List.of(
            List.of(
                Optional.of(asked.service().name().value()),
                Optional.of(asked.metric().value()),
                Optional.of(percentile.toPlainString()),
                Optional.of(Double.toString(answer.value())),
                Optional.of(answer.unit()),
                Optional.of(Long.toString(answer.sampleCount())),
                Optional.of(answer.source()))));
  }

  @Override
  public void json(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("service", asked.service().name().value());
    json.writeStringField("metric", asked.metric().value());
    json.writeNumberField("percentile", percentile);
    json.writeFieldName("value");
    JsonParts.number(json, answer.value());
    json.writeStringField("unit", answer.unit());
    json.writeNumberField("sample_count", answer.sampleCount());
    json.writeStringField("source", answer.source());
    json.writeFieldName("relative_error");
    JsonParts.number(json, answer.relativeError());
    JsonParts.range(json, answer.applied());
    JsonParts.notes(json, answer.notes());
    json.writeEndObject();
  }

  @Override
  public List<String> remarks() {
    return answer.notes().stream().map(Note::message).toList();
  }
}

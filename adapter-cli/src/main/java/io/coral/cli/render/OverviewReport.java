package io.coral.cli.render;

import static io.coral.cli.render.TableColumn.extra;
import static io.coral.cli.render.TableColumn.number;
import static io.coral.cli.render.TableColumn.text;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import io.coral.domain.query.ErrorRate;
import io.coral.domain.query.Note;
import io.coral.domain.query.Percentile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A service at a glance.
 *
 * @param errorRate empty where the service had no requests in the window
 */
public record OverviewReport(
    String service,
    String metric,
    Percentile p50,
    Percentile p95,
    Percentile p99,
    Optional<ErrorRate> errorRate)
    implements Report {
  private static final String UNKNOWN = "-";

  public OverviewReport {
    requireNonNull(service, "service is null");
    requireNonNull(metric, "metric is null");
    requireNonNull(errorRate, "errorRate is null");
  }

  @Override
  public TableForm table() {
    return new TableForm.Grid(
        List.of(
            text("SERVICE"),
            extra("METRIC"),
            number("P50"),
            number("P95"),
            number("P99"),
            number("ERROR RATE"),
            number("REQUESTS")),
        List.of(
            List.of(
                service,
                metric,
                readable(p50),
                readable(p95),
                readable(p99),
                errorRate.map(rate -> Quantities.percent(rate.rate())).orElse(UNKNOWN),
                errorRate.map(rate -> Long.toString(rate.requestCount())).orElse(UNKNOWN))));
  }

  private static String readable(Percentile percentile) {
    return Quantities.of(percentile.value(), percentile.unit());
  }

  @Override
  public CsvForm csv() {
    return new CsvForm(
        List.of(
            "service",
            "metric",
            "unit",
            "p50",
            "p95",
            "p99",
            "sample_count",
            "error_rate",
            "error_count",
            "request_count"),
        List.of(
            List.of(
                Optional.of(service),
                Optional.of(metric),
                Optional.of(p99.unit()),
                Optional.of(Double.toString(p50.value())),
                Optional.of(Double.toString(p95.value())),
                Optional.of(Double.toString(p99.value())),
                Optional.of(Long.toString(p99.sampleCount())),
                errorRate.map(rate -> Double.toString(rate.rate())),
                errorRate.map(rate -> Long.toString(rate.errorCount())),
                errorRate.map(rate -> Long.toString(rate.requestCount())))));
  }

  @Override
  public void json(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("service", service);
    json.writeStringField("metric", metric);
    json.writeStringField("unit", p99.unit());
    json.writeFieldName("p50");
    JsonParts.number(json, p50.value());
    json.writeFieldName("p95");
    JsonParts.number(json, p95.value());
    json.writeFieldName("p99");
    JsonParts.number(json, p99.value());
    json.writeNumberField("sample_count", p99.sampleCount());
    json.writeStringField("source", p99.source());
    if (errorRate.isPresent()) {
      json.writeNumberField("error_rate", errorRate.get().rate());
      json.writeNumberField("error_count", errorRate.get().errorCount());
      json.writeNumberField("request_count", errorRate.get().requestCount());
    } else {
      json.writeNullField("error_rate");
      json.writeNullField("error_count");
      json.writeNullField("request_count");
    }
    JsonParts.range(json, p99.applied());
    JsonParts.notes(json, p99.notes());
    json.writeEndObject();
  }

  @Override
  public List<String> remarks() {
    return p99.notes().stream().map(Note::message).toList();
  }
}

package io.coral.cli.render;

import static io.coral.cli.render.TableColumn.extra;
import static io.coral.cli.render.TableColumn.extraNumber;
import static io.coral.cli.render.TableColumn.number;
import static io.coral.cli.render.TableColumn.text;
import static io.coral.cli.render.TableColumn.whole;

import com.fasterxml.jackson.core.JsonGenerator;
import io.coral.cli.text.TimeText;
import io.coral.domain.query.Note;
import io.coral.domain.query.TraceList;
import io.coral.domain.query.TraceSummary;
import io.coral.domain.time.DurationText;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Traces that were slow or failed. */
public record TracesReport(TraceList answer) implements Report {
  @Override
  public TableForm table() {
    return new TableForm.Grid(
        List.of(
            whole("TRACE ID"),
            number("DURATION"),
            whole("START"),
            text("SERVICE"),
            extra("ROOT"),
            extraNumber("SPANS"),
            extraNumber("ERRORS")),
        answer.traces().stream()
            .map(
                trace ->
                    List.of(
                        trace.traceId().hex(),
                        DurationText.format(trace.duration()),
                        TimeText.of(trace.timestamp().truncatedTo(ChronoUnit.SECONDS)),
                        trace.service(),
                        trace.rootService() + ": " + trace.rootOperation(),
                        Long.toString(trace.spanCount()),
                        Long.toString(trace.errorCount())))
            .toList());
  }

  @Override
  public CsvForm csv() {
    return new CsvForm(
        List.of(
            "trace_id",
            "service",
            "duration_ns",
            "timestamp",
            "root_service",
            "root_operation",
            "span_count",
            "error_count"),
        answer.traces().stream()
            .map(
                trace ->
                    List.of(
                        Optional.of(trace.traceId().hex()),
                        Optional.of(trace.service()),
                        Optional.of(Long.toString(trace.duration().toNanos())),
                        Optional.of(TimeText.of(trace.timestamp())),
                        Optional.of(trace.rootService()),
                        Optional.of(trace.rootOperation()),
                        Optional.of(Long.toString(trace.spanCount())),
                        Optional.of(Long.toString(trace.errorCount()))))
            .toList());
  }

  @Override
  public void json(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("traces");
    for (TraceSummary trace : answer.traces()) {
      json.writeStartObject();
      json.writeStringField("trace_id", trace.traceId().hex());
      json.writeStringField("service", trace.service());
      json.writeNumberField("duration_ns", trace.duration().toNanos());
      json.writeStringField("timestamp", TimeText.of(trace.timestamp()));
      json.writeStringField("root_service", trace.rootService());
      json.writeStringField("root_operation", trace.rootOperation());
      json.writeNumberField("span_count", trace.spanCount());
      json.writeNumberField("error_count", trace.errorCount());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("total_count", answer.totalCount());
    JsonParts.range(json, answer.applied());
    JsonParts.notes(json, answer.notes());
    json.writeEndObject();
  }

  @Override
  public List<String> remarks() {
    return Stream.concat(answer.notes().stream().map(Note::message), extent().stream()).toList();
  }

  private Optional<String> extent() {
    if (answer.totalCount() == 0) {
      return Optional.of("no such traces in " + answer.applied());
    }
    return answer.totalCount() > answer.traces().size()
        ? Optional.of(
            answer.traces().size()
                + " of "
                + answer.totalCount()
                + " traces shown; --limit shows more")
        : Optional.empty();
  }
}

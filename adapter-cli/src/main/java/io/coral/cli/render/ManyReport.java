package io.coral.cli.render;

import static io.coral.cli.render.TableColumn.extra;
import static io.coral.cli.render.TableColumn.extraNumber;
import static io.coral.cli.render.TableColumn.number;
import static io.coral.cli.render.TableColumn.text;
import static io.coral.cli.render.TableColumn.whole;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import io.coral.domain.query.Coverage;
import io.coral.domain.query.ErrorShare;
import io.coral.domain.query.Note;
import io.coral.domain.query.PercentileValues;
import io.coral.domain.time.Step;
import io.coral.domain.value.Quantile;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Percentiles and error rates of several services, or of several steps.
 *
 * @param asked what each line tells
 * @param lines by service, then by time; at least one
 */
public record ManyReport(Asked asked, List<Line> lines, Coverage coverage) implements Report {
  private static final String UNKNOWN = "-";

  /**
   * What was asked for.
   *
   * @param service the only one asked about, if it was named
   * @param quantiles none where only error rates are told
   * @param errors whether error rates are told
   * @param step empty where each service has one line
   */
  public record Asked(
      Optional<String> service,
      String metric,
      List<Quantile> quantiles,
      boolean errors,
      Optional<Step> step) {
    public Asked {
      requireNonNull(service, "service is null");
      requireNonNull(metric, "metric is null");
      quantiles = List.copyOf(quantiles);
      requireNonNull(step, "step is null");
    }

    /** As people write them: 50, 99.9. */
    List<String> percentiles() {
      return quantiles.stream().map(Asked::percentile).toList();
    }

    /** Without BigDecimal, which takes longer to get ready than the whole report. */
    private static String percentile(Quantile quantile) {
      double percent = Math.rint(quantile.fraction() * 1e11) / 1e9; // nine digits may be asked for
      return percent == Math.rint(percent)
          ? Long.toString((long) percent)
          : Double.toString(percent);
    }
  }

  /**
   * What is known of one service, or of one step of it.
   *
   * @param start of the step; empty where the line is about the whole window
   * @param percentiles empty where none were asked for
   * @param errors empty where there were no requests, or error rates were not asked for
   */
  public record Line(
      String service,
      Optional<Instant> start,
      Optional<PercentileValues> percentiles,
      Optional<ErrorShare> errors) {
    public Line {
      requireNonNull(service, "service is null");
      requireNonNull(start, "start is null");
      requireNonNull(percentiles, "percentiles is null");
      requireNonNull(errors, "errors is null");
    }
  }

  public ManyReport {
    requireNonNull(asked, "asked is null");
    requireNonNull(coverage, "coverage is null");
    lines = List.copyOf(lines);
  }

  /** Steps of one service that was named stand without its name, which leaves room for the rest. */
  private boolean namesServices() {
    return asked.service().isEmpty() || asked.step().isEmpty();
  }

  @Override
  public TableForm table() {
    var columns = new ArrayList<TableColumn>();
    asked.step().ifPresent(step -> columns.add(whole("TIME")));
    if (namesServices()) {
      columns.add(text("SERVICE"));
    }
    if (!asked.quantiles().isEmpty()) {
      columns.add(extra("METRIC"));
    }
    asked.percentiles().forEach(percentile -> columns.add(number("P" + percentile)));
    if (asked.errors()) {
      columns.add(number("ERROR RATE"));
      // Time and name beside each other leave no room for everything.
      boolean crowded = asked.step().isPresent() && namesServices();
      columns.add(crowded ? extraNumber("REQUESTS") : number("REQUESTS"));
    }
    return new TableForm.Grid(columns, lines.stream().map(this::readable).toList());
  }

  private List<String> readable(Line line) {
    var cells = new ArrayList<String>();
    line.start().ifPresent(start -> cells.add(start.toString()));
    if (namesServices()) {
      cells.add(line.service());
    }
    line.percentiles()
        .ifPresent(
            found -> {
              cells.add(asked.metric());
              found.values().forEach(value -> cells.add(Quantities.of(value, found.unit())));
            });
    if (asked.errors()) {
      cells.add(line.errors().map(share -> Quantities.percent(share.rate())).orElse(UNKNOWN));
      cells.add(line.errors().map(share -> Long.toString(share.requestCount())).orElse(UNKNOWN));
    }
    return cells;
  }

  @Override
  public CsvForm csv() {
    var header = new ArrayList<String>();
    header.add("service");
    asked.step().ifPresent(step -> header.add("start"));
    if (!asked.quantiles().isEmpty()) {
      header.addAll(List.of("metric", "unit"));
      asked.percentiles().forEach(percentile -> header.add("p" + percentile));
      header.add("sample_count");
    }
    if (asked.errors()) {
      header.addAll(List.of("error_rate", "error_count", "request_count"));
    }
    return new CsvForm(header, lines.stream().map(this::exact).toList());
  }

  private List<Optional<String>> exact(Line line) {
    var cells = new ArrayList<Optional<String>>();
    cells.add(Optional.of(line.service()));
    line.start().ifPresent(start -> cells.add(Optional.of(start.toString())));
    line.percentiles()
        .ifPresent(
            found -> {
              cells.add(Optional.of(asked.metric()));
              cells.add(Optional.of(found.unit()));
              found.values().forEach(value -> cells.add(Optional.of(Double.toString(value))));
              cells.add(Optional.of(Long.toString(found.sampleCount())));
            });
    if (asked.errors()) {
      cells.add(line.errors().map(share -> Double.toString(share.rate())));
      cells.add(line.errors().map(share -> Long.toString(share.errorCount())));
      cells.add(line.errors().map(share -> Long.toString(share.requestCount())));
    }
    return cells;
  }

  @Override
  public void json(JsonGenerator json) throws IOException {
    json.writeStartObject();
    if (!asked.quantiles().isEmpty()) {
      json.writeStringField("metric", asked.metric());
    }
    if (asked.step().isPresent()) {
      json.writeNumberField("step_seconds", asked.step().get().length().toSeconds());
      series(json);
    } else {
      json.writeArrayFieldStart("services");
      for (Line line : lines) {
        json.writeStartObject();
        json.writeStringField("service", line.service());
        members(json, line);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeNumberField("services_without_data", coverage.withoutData());
    JsonParts.range(json, coverage.applied());
    JsonParts.notes(json, coverage.notes());
    json.writeEndObject();
  }

  private void series(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("services");
    for (String service : lines.stream().map(Line::service).distinct().toList()) {
      json.writeStartObject();
      json.writeStringField("service", service);
      json.writeArrayFieldStart("points");
      for (Line line : lines) {
        if (line.service().equals(service)) {
          json.writeStartObject();
          json.writeStringField("start", line.start().orElseThrow().toString());
          members(json, line);
          json.writeEndObject();
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void members(JsonGenerator json, Line line) throws IOException {
    if (line.percentiles().isPresent()) {
      PercentileValues found = line.percentiles().get();
      json.writeStringField("unit", found.unit());
      for (int i = 0; i < asked.quantiles().size(); i++) {
        json.writeFieldName("p" + asked.percentiles().get(i));
        JsonParts.number(json, found.values().get(i));
      }
      json.writeNumberField("sample_count", found.sampleCount());
      json.writeStringField("source", found.source());
      json.writeFieldName("relative_error");
      JsonParts.number(json, found.relativeError());
    }
    if (!asked.errors()) {
      return;
    }
    if (line.errors().isPresent()) {
      json.writeNumberField("error_rate", line.errors().get().rate());
      json.writeNumberField("error_count", line.errors().get().errorCount());
      json.writeNumberField("request_count", line.errors().get().requestCount());
    } else {
      json.writeNullField("error_rate");
      json.writeNullField("error_count");
      json.writeNullField("request_count");
    }
  }

  @Override
  public List<String> remarks() {
    return Stream.concat(
            coverage.notes().stream().map(Note::message),
            Stream.of(coverage.withoutData())
                .filter(count -> count > 0)
                .map(ManyReport::withoutData))
        .toList();
  }

  private static String withoutData(int count) {
    return count == 1
        ? "1 more service has no such data in the window"
        : count + " more services have no such data in the window";
  }
}

package io.coral.cli.serve;

import io.coral.domain.query.DescribeTables;
import io.coral.domain.query.ExecuteSql;
import io.coral.domain.query.FindErrorTraces;
import io.coral.domain.query.FindSlowTraces;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetErrorRateSeries;
import io.coral.domain.query.GetErrorRates;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.GetPercentileSeries;
import io.coral.domain.query.GetPercentiles;
import io.coral.domain.query.GetService;
import io.coral.domain.query.GetSystemMetrics;
import io.coral.domain.query.ListServices;
import io.coral.domain.query.PlanSql;
import io.coral.domain.query.QueryIntent;
import io.coral.domain.query.StreamSql;
import io.coral.domain.time.DurationText;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.Quantiles;
import io.coral.domain.value.ServiceScope;
import io.coral.domain.value.ServiceSelector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was asked, as a log may tell it: never the text of a statement, nor its parameters. */
final class QuestionFields {
  private final Map<String, Object> fields = new LinkedHashMap<>();

  private QuestionFields(String kind) {
    fields.put("question", kind);
  }

  static Map<String, Object> of(QueryIntent<?> asked) {
    return switch (asked) {
      case ListServices list -> new QuestionFields("ListServices").fields;
      case GetService(var name, var namespace) ->
          new QuestionFields("GetService").with("service", name).fields;
      case GetPercentile get ->
          new QuestionFields("GetPercentile")
              .about(get.service())
              .with("metric", get.metric())
              .with("quantile", get.quantile().fraction())
              .over(get.window())
              .fields;
      case GetErrorRate get ->
          new QuestionFields("GetErrorRate").about(get.service()).over(get.window()).fields;
      case GetPercentiles get ->
          new QuestionFields("GetPercentiles")
              .about(get.services())
              .with("metric", get.metric())
              .at(get.quantiles())
              .over(get.window())
              .fields;
      case GetErrorRates get ->
          new QuestionFields("GetErrorRates").about(get.services()).over(get.window()).fields;
      case GetPercentileSeries get ->
          new QuestionFields("GetPercentileSeries")
              .about(get.services())
              .with("metric", get.metric())
              .at(get.quantiles())
              .with("step", DurationText.exact(get.step().length()))
              .over(get.window())
              .fields;
      case GetErrorRateSeries get ->
          new QuestionFields("GetErrorRateSeries")
              .about(get.services())
              .with("step", DurationText.exact(get.step().length()))
              .over(get.window())
              .fields;
      case FindSlowTraces find ->
          new QuestionFields("FindSlowTraces")
              .about(find.service())
              .with("threshold_ms", find.threshold().toMillis())
              .with("limit", find.limit().value())
              .over(find.window())
              .fields;
      case FindErrorTraces find ->
          new QuestionFields("FindErrorTraces")
              .about(find.service())
              .with("limit", find.limit().value())
              .over(find.window())
              .fields;
      case GetSystemMetrics get ->
          new QuestionFields("GetSystemMetrics").about(get.service()).over(get.window()).fields;
      case ExecuteSql sql ->
          new QuestionFields("ExecuteSql").with("max_rows", sql.maxRows().rows()).fields;
      case StreamSql sql ->
          new QuestionFields("StreamSql").with("max_rows", sql.maxRows().rows()).fields;
      case PlanSql sql ->
          new QuestionFields("PlanSql").with("max_rows", sql.maxRows().rows()).fields;
      case DescribeTables describe -> new QuestionFields("DescribeTables").fields;
    };
  }

  private QuestionFields with(String name, Object value) {
    fields.put(name, value instanceof Number ? value : value.toString());
    return this;
  }

  private QuestionFields about(ServiceSelector service) {
    return about(ServiceScope.of(service));
  }

  private QuestionFields about(Optional<ServiceSelector> service) {
    return about(service.map(ServiceScope::of).orElseGet(ServiceScope::all));
  }

  private QuestionFields about(ServiceScope services) {
    return with("service", services);
  }

  private QuestionFields at(Quantiles quantiles) {
    return with(
        "quantiles",
        quantiles.all().stream()
            .map(Quantile::fraction)
            .map(String::valueOf)
            .collect(Collectors.joining("/")));
  }

  private QuestionFields over(QueryWindow window) {
    return switch (window) {
      case QueryWindow.LookBack(var length) -> with("window", DurationText.exact(length));
      case QueryWindow.Absolute(var range) -> with("from", range.from()).with("to", range.to());
    };
  }
}

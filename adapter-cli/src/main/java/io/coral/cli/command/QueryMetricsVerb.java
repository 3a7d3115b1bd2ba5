package io.coral.cli.command;

import io.coral.cli.colony.Colonies;
import io.coral.cli.parts.Surroundings;
import io.coral.cli.query.Question;
import io.coral.cli.render.ReportWriter;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.time.DurationText;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.Step;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.Quantiles;
import io.coral.domain.value.ServiceSelector;
import io.vavr.control.Either;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code coral query metrics [SERVICE]}. */
final class QueryMetricsVerb extends QueryVerb {
  private static final String METRIC = "--metric";
  private static final String PERCENTILE = "--percentile";
  private static final String ERROR_RATE = "--error-rate";
  private static final String STEP = "--step";

  QueryMetricsVerb(Surroundings surroundings, Colonies colonies, ReportWriter writer) {
    super(surroundings, colonies, writer);
  }

  @Override
  public String doing() {
    return "query metrics";
  }

  @Override
  CommandSpec ownSpec() {
    CommandSpec spec =
        Specs.of(
            this,
            "coral query metrics [SERVICE] [--percentile P | --error-rate] [OPTIONS]",
            "With --percentile or --error-rate the answer is that alone; without, P50, P95, P99"
                + " and the error rate. A percentile comes from one histogram over the whole"
                + " window, or with --step over each step. What has no data in the window is left"
                + " out, never shown as zero; if nothing has any, that is an error.");
    spec.addPositional(Specs.parameter("SERVICE", "0..1", "Its service.name; all if left out."));
    spec.addOption(
        Specs.value(METRIC, "NAME", "Any metric that is received. Default: http.server.duration."));
    spec.addOption(Specs.value(PERCENTILE, "P", "In [0, 100]; write p99 as 99."));
    spec.addOption(Specs.flag(ERROR_RATE, "The share of requests that failed."));
    spec.addOption(
        Specs.value(
            STEP,
            "DURATION",
            "One line for each 5m, 1h, 1d, counted in UTC; the window is widened to whole steps."));
    WindowArguments.addTo(spec);
    ServiceArguments.addTo(spec);
    return spec;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("coral query metrics", "all services at a glance"),
        new Example("coral query metrics payments", "one service"),
        new Example(
            "coral query metrics payments --metric http.server.duration --percentile 99",
            "its P99 over the last hour"),
        new Example(
            "coral query metrics payments --error-rate --window 5m", "its last five minutes"),
        new Example(
            "coral query metrics payments --step 5m --window 2h", "how it went, every 5 minutes"),
        new Example(
            "coral query metrics --percentile 99 --step 1h --window 1d -o csv",
            "the P99 of all, for a chart"));
  }

  @Override
  Question question(Arguments arguments, Instant now) {
    arguments.exclusive(PERCENTILE, ERROR_RATE);
    var service = arguments.positional();
    var scope = ServiceArguments.scope(service, arguments);
    var window = WindowArguments.of(arguments, now);
    var step = arguments.option(STEP, text -> DurationText.parse(text).map(Step::new));
    var metric =
        arguments
            .option(METRIC, text -> Either.right(new MetricName(text)))
            .orElse(GetPercentile.REQUEST_DURATION);
    boolean errorRate = arguments.has(ERROR_RATE);
    if (errorRate && !metric.value().equals(GetPercentile.REQUEST_DURATION.value())) {
      throw Arguments.usage("--error-rate is of requests, not of " + metric, "leave --metric out");
    }
    var percentile = arguments.option(PERCENTILE).map(PercentileText::parse);
    if (service.isPresent() && step.isEmpty()) {
      var selector = ServiceArguments.selector(service.get(), arguments);
      return ofOne(selector, metric, percentile, errorRate, window);
    }
    var quantiles =
        percentile
            .map(PercentileText::quantile)
            .map(Quantiles::of)
            .orElse(Quantiles.of(Quantile.P50, Quantile.P95, Quantile.P99));
    return new Question.Many(
        scope,
        metric,
        errorRate ? Optional.empty() : Optional.of(quantiles),
        percentile.isEmpty(),
        step,
        window);
  }

  private static Question ofOne(
      ServiceSelector service,
      MetricName metric,
      Optional<BigDecimal> percentile,
      boolean errorRate,
      QueryWindow window) {
    if (errorRate) {
      return new Question.Errors(new GetErrorRate(service, window));
    }
    return percentile
        .<Question>map(
            asked ->
                new Question.OnePercentile(
                    new GetPercentile(service, metric, PercentileText.quantile(asked), window),
                    asked))
        .orElseGet(() -> new Question.Overview(service, metric, window));
  }
}

package io.coral.cli.command;

import io.coral.cli.colony.Colonies;
import io.coral.cli.parts.Surroundings;
import io.coral.cli.query.Question;
import io.coral.cli.render.ReportWriter;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.value.MetricName;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code coral query metrics SERVICE}. */
final class QueryMetricsVerb extends QueryVerb {
  private static final String METRIC = "--metric";
  private static final String PERCENTILE = "--percentile";
  private static final String ERROR_RATE = "--error-rate";

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
            "Show a service's latency, another of its metrics, or its error rate.",
            "coral query metrics SERVICE [--percentile P | --error-rate] [OPTIONS]",
            "With --percentile or --error-rate the answer is that one value; without, P50, P95, P99"
                + " and the error rate. A percentile comes from one histogram over the whole"
                + " window. A service without data in the window is an error, never a zero.");
    spec.addPositional(Specs.parameter("SERVICE", "1", "Its service.name."));
    spec.addOption(
        Specs.value(
            METRIC, "NAME", "Any metric that the service sends. Default: http.server.duration."));
    spec.addOption(Specs.value(PERCENTILE, "P", "In [0, 100]; write p99 as 99."));
    spec.addOption(Specs.flag(ERROR_RATE, "The share of requests that failed."));
    WindowArguments.addTo(spec);
    ServiceArguments.addTo(spec);
    return spec;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("coral query metrics payments", "a service at a glance"),
        new Example(
            "coral query metrics payments --metric http.server.duration --percentile 99",
            "its P99 over the last hour"),
        new Example(
            "coral query metrics payments --error-rate --window 5m", "its last five minutes"));
  }

  @Override
  Question question(Arguments arguments, Instant now) {
    arguments.exclusive(PERCENTILE, ERROR_RATE);
    var service = ServiceArguments.selector(arguments.positional().orElseThrow(), arguments);
    var window = WindowArguments.of(arguments, now);
    var metric =
        arguments
            .option(METRIC, text -> Either.right(new MetricName(text)))
            .orElse(GetPercentile.REQUEST_DURATION);
    if (arguments.has(ERROR_RATE)) {
      if (arguments.has(METRIC) && !metric.equals(GetPercentile.REQUEST_DURATION)) {
        throw Arguments.usage(
            "--error-rate is of requests, not of " + metric, "leave --metric out");
      }
      return new Question.Errors(new GetErrorRate(service, window));
    }
    return arguments
        .option(PERCENTILE)
        .map(PercentileText::parse)
        .<Question>map(
            percentile ->
                new Question.OnePercentile(
                    new GetPercentile(service, metric, PercentileText.quantile(percentile), window),
                    percentile))
        .orElseGet(() -> new Question.Overview(service, metric, window));
  }
}

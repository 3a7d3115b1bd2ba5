package io.coral.cli.command;

import io.coral.cli.colony.Colonies;
import io.coral.cli.parts.Surroundings;
import io.coral.cli.query.Question;
import io.coral.cli.render.ReportWriter;
import io.coral.domain.query.FindErrorTraces;
import io.coral.domain.query.FindSlowTraces;
import io.coral.domain.time.DurationText;
import io.coral.domain.value.Limit;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code coral query traces [SERVICE]}. */
final class QueryTracesVerb extends QueryVerb {
  private static final String SLOW = "--slow";
  private static final String ERRORS = "--errors";
  private static final String THRESHOLD = "--threshold";
  private static final String LIMIT = "--limit";

  QueryTracesVerb(Surroundings surroundings, Colonies colonies, ReportWriter writer) {
    super(surroundings, colonies, writer);
  }

  @Override
  public String doing() {
    return "query traces";
  }

  @Override
  CommandSpec ownSpec() {
    CommandSpec spec =
        Specs.of(
            this,
            "coral query traces [SERVICE] (--slow | --errors) [OPTIONS]",
            "With a service: traces in which it took long to answer, slowest first, or in which one"
                + " of its spans failed, newest first. Without: traces by their whole extent."
                + " Finding none is an answer.");
    spec.addPositional(Specs.parameter("SERVICE", "0..1", "Its service.name; all if left out."));
    spec.addOption(Specs.flag(SLOW, "Traces that lasted at least the threshold."));
    spec.addOption(Specs.flag(ERRORS, "Traces with a failed span."));
    spec.addOption(
        Specs.value(THRESHOLD, "DURATION", "What counts as slow; 0 for all. Default: 500ms."));
    spec.addOption(Specs.value(LIMIT, "N", "Show at most so many, up to 1000. Default: 10."));
    WindowArguments.addTo(spec);
    ServiceArguments.addTo(spec);
    return spec;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "coral query traces payments --slow --threshold 500ms --limit 10",
            "the ten slowest of a service"),
        new Example("coral query traces payments --errors --window 1h", "its failures"),
        new Example("coral query traces --slow -o csv", "the slowest of all, for a spreadsheet"));
  }

  @Override
  Question question(Arguments arguments, Instant now) {
    arguments.exclusive(SLOW, ERRORS);
    if (!arguments.has(SLOW) && !arguments.has(ERRORS)) {
      throw Arguments.usage("it is not said which traces", "add --slow or --errors");
    }
    var service = arguments.positional().map(name -> ServiceArguments.selector(name, arguments));
    if (service.isEmpty() && ServiceArguments.given(arguments)) {
      throw Arguments.usage("--namespace and --region narrow a service", "name the service");
    }
    var window = WindowArguments.of(arguments, now);
    var limit =
        arguments
            .option(LIMIT, text -> Arguments.integer(text).map(Limit::new))
            .orElse(Limit.DEFAULT);
    if (arguments.has(ERRORS)) {
      if (arguments.has(THRESHOLD)) {
        throw Arguments.usage("--threshold belongs to --slow", "leave it out");
      }
      return new Question.ErrorTraces(new FindErrorTraces(service, window, limit));
    }
    return arguments
        .option(
            THRESHOLD,
            text ->
                DurationText.parse(text)
                    .map(threshold -> new FindSlowTraces(service, threshold, window, limit)))
        .map(Question.SlowTraces::new)
        .orElseGet(
            () ->
                new Question.SlowTraces(
                    new FindSlowTraces(service, FindSlowTraces.DEFAULT_THRESHOLD, window, limit)));
  }
}

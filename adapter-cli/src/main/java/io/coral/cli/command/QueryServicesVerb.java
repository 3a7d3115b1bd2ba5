package io.coral.cli.command;

import io.coral.cli.colony.Colonies;
import io.coral.cli.parts.Surroundings;
import io.coral.cli.query.Question;
import io.coral.cli.render.ReportWriter;
import io.coral.domain.query.ListServices;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code coral query services}. */
final class QueryServicesVerb extends QueryVerb {
  private static final String ALL = "--all";

  QueryServicesVerb(Surroundings surroundings, Colonies colonies, ReportWriter writer) {
    super(surroundings, colonies, writer);
  }

  @Override
  public String doing() {
    return "query services";
  }

  @Override
  CommandSpec ownSpec() {
    CommandSpec spec =
        Specs.of(
            this,
            "coral query services [OPTIONS]",
            "Shows every service that has sent spans, one row for each name and namespace, with the"
                + " number of instances seen in the hour before its last span.");
    ServiceArguments.addTo(spec);
    return spec.addOption(Specs.flag(ALL, "Also services that sent metrics but no spans."));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("coral query services", "every service"),
        new Example(
            "coral query services --namespace prod -o json", "one namespace, for programs"));
  }

  @Override
  Question question(Arguments arguments, Instant now) {
    return new Question.Services(
        new ListServices(
            ServiceArguments.namespace(arguments),
            ServiceArguments.region(arguments),
            arguments.has(ALL)));
  }
}

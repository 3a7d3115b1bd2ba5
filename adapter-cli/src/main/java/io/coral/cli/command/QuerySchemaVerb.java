package io.coral.cli.command;

import io.coral.cli.colony.Colonies;
import io.coral.cli.parts.Surroundings;
import io.coral.cli.query.Question;
import io.coral.cli.render.ReportWriter;
import io.coral.domain.query.DescribeTables;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code coral query schema [TABLE]}. */
final class QuerySchemaVerb extends QueryVerb {
  QuerySchemaVerb(Surroundings surroundings, Colonies colonies, ReportWriter writer) {
    super(surroundings, colonies, writer);
  }

  @Override
  public String doing() {
    return "query schema";
  }

  @Override
  CommandSpec ownSpec() {
    CommandSpec spec =
        Specs.of(
            this,
            "coral query schema [TABLE] [OPTIONS]",
            "Shows each table with a line about it, and its columns with their types, the units of"
                + " their numbers, and what they mean.");
    return spec.addPositional(Specs.parameter("TABLE", "0..1", "Only this one; all if left out."));
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example("coral query schema", "every table"),
        new Example("coral query schema trace_summary -o json", "one table, for programs"));
  }

  @Override
  Question question(Arguments arguments, Instant now) {
    return new Question.Tables(new DescribeTables(arguments.positional()));
  }
}

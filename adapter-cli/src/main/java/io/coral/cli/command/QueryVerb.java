package io.coral.cli.command;

import static java.util.Objects.requireNonNull;

import io.coral.cli.colony.Colonies;
import io.coral.cli.failure.Complaint;
import io.coral.cli.parts.Surroundings;
import io.coral.cli.query.QueryOptions;
import io.coral.cli.query.QueryRun;
import io.coral.cli.query.Question;
import io.coral.cli.render.ReportWriter;
import io.vavr.control.Either;
import java.time.Instant;
import picocli.CommandLine.Model.CommandSpec;

/** What the commands of coral query share: they choose a colony, ask, and write the answer. */
abstract class QueryVerb implements Verb {
  private final Surroundings surroundings;
  private final Colonies colonies;
  private final ReportWriter writer;

  QueryVerb(Surroundings surroundings, Colonies colonies, ReportWriter writer) {
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
    this.colonies = requireNonNull(colonies, "colonies is null");
    this.writer = requireNonNull(writer, "writer is null");
  }

  abstract CommandSpec ownSpec();

  /**
   * @param now the clock of this process, read once
   */
  abstract Question question(Arguments arguments, Instant now);

  @Override
  public final CommandSpec spec() {
    CommandSpec spec = ownSpec();
    OutputArguments.addTo(spec);
    ColonyArguments.addTo(spec);
    return spec.addOption(Specs.help());
  }

  @Override
  public final Either<Complaint, Integer> run(Arguments arguments) {
    return new QueryRun(colonies, writer).run(options(arguments));
  }

  final QueryOptions options(Arguments arguments) {
    return new QueryOptions(
        ColonyArguments.of(arguments, surroundings),
        question(arguments, surroundings.clock().instant()),
        OutputArguments.of(arguments));
  }
}

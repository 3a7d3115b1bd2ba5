package io.coral.cli.query;

import static java.util.Objects.requireNonNull;

import io.coral.cli.colony.ColonyChoice;
import io.coral.cli.render.OutputFormat;

/**
 * What coral query was asked.
 *
 * @param colony whom to ask
 * @param question what to ask
 * @param output how to write the answer
 */
public record QueryOptions(ColonyChoice colony, Question question, OutputFormat output) {
  public QueryOptions {
    requireNonNull(colony, "colony is null");
    requireNonNull(question, "question is null");
    requireNonNull(output, "output is null");
  }
}

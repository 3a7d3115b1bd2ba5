package io.coral.cli.command;

import io.coral.cli.colony.Colonies;
import io.coral.cli.parts.Surroundings;
import io.coral.cli.query.Question;
import io.coral.cli.render.ReportWriter;
import io.coral.domain.query.ExecuteSql;
import io.coral.domain.sql.RowLimit;
import io.coral.domain.sql.SqlParameters;
import io.coral.domain.sql.SqlStatement;
import io.coral.domain.sql.SqlText;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code coral query sql STATEMENT}. */
final class QuerySqlVerb extends QueryVerb {
  private static final String MAX_ROWS = "--max-rows";

  QuerySqlVerb(Surroundings surroundings, Colonies colonies, ReportWriter writer) {
    super(surroundings, colonies, writer);
  }

  @Override
  public String doing() {
    return "query sql";
  }

  @Override
  CommandSpec ownSpec() {
    CommandSpec spec =
        Specs.of(
            this,
            "Run one SELECT over the summaries.",
            "coral query sql STATEMENT [OPTIONS]",
            "The tables are service_summary, trace_summary and system_metrics_rollup, one row a"
                + " minute, and service_percentiles(q). Only rows of the window are seen, whatever"
                + " the statement says; a note names the range. Anything but a SELECT over these"
                + " is refused and not run. Tables show columns that end in _ns as durations; JSON"
                + " and CSV keep the nanoseconds.");
    spec.addPositional(Specs.parameter("STATEMENT", "1", "SQL as DuckDB understands it."));
    spec.addOption(
        Specs.value(MAX_ROWS, "N", "Return at most so many rows. Default and most: 10000."));
    WindowArguments.addTo(spec);
    return spec;
  }

  @Override
  public List<Example> examples() {
    return List.of(
        new Example(
            "coral query sql \"SELECT service_name, AVG(p99_duration_ns) FROM service_summary"
                + " GROUP BY service_name\"",
            "the mean of each service's minutes"),
        new Example(
            "coral query sql \"FROM service_percentiles(0.99)\" --window 2d -o csv",
            "the P99 of every service and metric over two days"));
  }

  @Override
  Question question(Arguments arguments, Instant now) {
    var sql =
        Arguments.parsed(
            "STATEMENT",
            arguments.positional().orElseThrow(),
            text -> Either.right(new SqlText(text)));
    var maxRows =
        arguments
            .option(MAX_ROWS, text -> Arguments.integer(text).map(RowLimit::new))
            .orElse(RowLimit.DEFAULT);
    var window = WindowArguments.ifAny(arguments, now);
    return new Question.Sql(
        new ExecuteSql(new SqlStatement(sql, SqlParameters.NONE, window), maxRows));
  }
}

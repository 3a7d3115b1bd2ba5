package io.coral.cli.command;

import io.coral.cli.colony.Colonies;
import io.coral.cli.parts.Surroundings;
import io.coral.cli.query.Question;
import io.coral.cli.render.OutputFormat;
import io.coral.cli.render.ReportWriter;
import io.coral.domain.query.PlanSql;
import io.coral.domain.query.StreamSql;
import io.coral.domain.sql.SqlLimits;
import io.coral.domain.sql.SqlStatement;
import io.coral.domain.sql.StreamLimit;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code coral query sql STATEMENT}. */
final class QuerySqlVerb extends QueryVerb {
  private static final String MAX_ROWS = "--max-rows";
  private static final String DRY_RUN = "--dry-run";

  private final Surroundings surroundings;

  QuerySqlVerb(Surroundings surroundings, Colonies colonies, ReportWriter writer) {
    super(surroundings, colonies, writer);
    this.surroundings = surroundings;
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
            "coral query sql (STATEMENT | - | --file FILE) [OPTIONS]",
            "The tables are service_summary, trace_summary and system_metrics_rollup, one row a"
                + " minute, and service_percentiles(q); coral query schema describes them. Each"
                + " holds the time that --window or --from ask for, or else what the statement's"
                + " own condition on timestamp asks for, or else the last hour; a note names the"
                + " range. Anything but a SELECT over these is refused and not run. Tables show"
                + " columns that end in _ns as durations; JSON and CSV keep the nanoseconds, and"
                + " are written as rows come.");
    StatementArguments.addTo(spec);
    spec.addOption(
        Specs.value(
            MAX_ROWS,
            "N",
            "Return at most so many rows; up to 10000 as a table, as many as the colony allows"
                + " with -o csv or json. Default: 10000."));
    spec.addOption(
        Specs.flag(DRY_RUN, "Show the statement as it would be run, and do not run it."));
    WindowArguments.addTo(spec, "what the statement asks for, or 1h");
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
            "the P99 of every service and metric over two days"),
        new Example(
            "coral query sql 'FROM trace_summary WHERE service_name = $service'"
                + " --param service=payments --max-rows 1000000 -o csv",
            "all traces of a service, whose name is data"),
        new Example(
            "coral query sql \"FROM service_summary WHERE timestamp > now() - INTERVAL 6 HOUR\""
                + " --dry-run",
            "what would be run, over which time"));
  }

  @Override
  Question question(Arguments arguments, Instant now) {
    var statement =
        new SqlStatement(
            StatementArguments.statement(arguments, surroundings),
            StatementArguments.parameters(arguments),
            WindowArguments.ifAny(arguments, now));
    var maxRows =
        arguments
            .option(MAX_ROWS, text -> Arguments.longInteger(text).map(StreamLimit::new))
            .orElse(StreamLimit.DEFAULT);
    if (arguments.has(DRY_RUN)) {
      return new Question.Plan(new PlanSql(statement, maxRows));
    }
    if (maxRows.rows() > SqlLimits.MAX_ROWS
        && OutputArguments.of(arguments) == OutputFormat.TABLE) {
      throw Arguments.usage(
          "--max-rows " + maxRows.rows() + ": a table has at most " + SqlLimits.MAX_ROWS + " rows",
          "add -o csv or -o json, which are written as rows come");
    }
    return new Question.Sql(new StreamSql(statement, maxRows));
  }
}

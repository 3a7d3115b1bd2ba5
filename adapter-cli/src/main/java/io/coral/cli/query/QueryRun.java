package io.coral.cli.query;

import static java.util.Objects.requireNonNull;

import io.coral.cli.colony.Colonies;
import io.coral.cli.failure.Complaint;
import io.coral.cli.render.ErrorRateReport;
import io.coral.cli.render.PercentileReport;
import io.coral.cli.render.Report;
import io.coral.cli.render.ReportWriter;
import io.coral.cli.render.ServicesReport;
import io.coral.cli.render.SqlReport;
import io.coral.cli.render.TracesReport;
import io.coral.domain.failure.QueryFailure;
import io.coral.ports.ColonyQueries;
import io.vavr.control.Either;

/** Asks a colony one question and writes the answer. */
public final class QueryRun {
  private final Colonies colonies;
  private final ReportWriter writer;

  public QueryRun(Colonies colonies, ReportWriter writer) {
    this.colonies = requireNonNull(colonies, "colonies is null");
    this.writer = requireNonNull(writer, "writer is null");
  }

  /** Zero, or why there is no answer; then nothing was written. */
  public Either<Complaint, Integer> run(QueryOptions options) {
    return colonies
        .open(options.colony())
        .flatMap(
            colony -> {
              try (colony) {
                return ask(colony.queries(), options.question()).mapLeft(Complaint::of);
              }
            })
        .map(
            report -> {
              writer.write(report, options.output());
              return 0;
            });
  }

  private static Either<QueryFailure, Report> ask(ColonyQueries colony, Question question) {
    return switch (question) {
      case Question.Services(var intent) -> colony.listServices(intent).map(ServicesReport::new);
      case Question.OnePercentile(var intent, var percentile) ->
          colony
              .getPercentile(intent)
              .map(answer -> new PercentileReport(intent, percentile, answer));
      case Question.Errors(var intent) ->
          colony
              .getErrorRate(intent)
              .map(answer -> new ErrorRateReport(intent.service().name().value(), answer));
      case Question.Overview overview -> OverviewQuestion.ask(colony, overview);
      case Question.SlowTraces(var intent) -> colony.findSlowTraces(intent).map(TracesReport::new);
      case Question.ErrorTraces(var intent) ->
          colony.findErrorTraces(intent).map(TracesReport::new);
      case Question.Sql(var intent) -> colony.executeSql(intent).map(SqlReport::new);
    };
  }
}

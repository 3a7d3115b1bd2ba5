package io.coral.cli.query;

import static java.util.Objects.requireNonNull;

import io.coral.cli.colony.Colonies;
import io.coral.cli.failure.Complaint;
import io.coral.cli.render.ErrorRateReport;
import io.coral.cli.render.OutputFormat;
import io.coral.cli.render.PercentileReport;
import io.coral.cli.render.PlanReport;
import io.coral.cli.render.Report;
import io.coral.cli.render.ReportWriter;
import io.coral.cli.render.SchemaReport;
import io.coral.cli.render.ServicesReport;
import io.coral.cli.render.SqlRows;
import io.coral.cli.render.TracesReport;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.StreamSql;
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

  /** Zero, or why there is no answer, or no more of it. */
  public Either<Complaint, Integer> run(QueryOptions options) {
    return colonies
        .open(options.colony())
        .flatMap(
            colony -> {
              try (colony) {
                return answered(colony.queries(), options);
              }
            });
  }

  private Either<Complaint, Integer> answered(ColonyQueries colony, QueryOptions options) {
    return switch (options.question()) {
      case Question.Sql(var intent) -> streamed(colony, intent, options.output());
      case Question.AtOnce question ->
          ask(colony, question)
              .mapLeft(failure -> complaint(failure, question))
              .map(
                  report -> {
                    writer.write(report, options.output());
                    return 0;
                  });
    };
  }

  private Either<Complaint, Integer> streamed(
      ColonyQueries colony, StreamSql intent, OutputFormat output) {
    SqlRows rows = writer.rows(output);
    var end = colony.streamSql(intent, rows);
    if (end.isLeft() && !rows.areUnwanted()) {
      rows.breakOff();
      return Either.left(Complaint.of(end.getLeft(), intent.statement().text()));
    }
    end.peek(rows::end);
    return Either.right(0);
  }

  private static Complaint complaint(QueryFailure failure, Question.AtOnce question) {
    return question instanceof Question.Plan(var intent)
        ? Complaint.of(failure, intent.statement().text())
        : Complaint.of(failure);
  }

  private static Either<QueryFailure, Report> ask(ColonyQueries colony, Question.AtOnce question) {
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
      case Question.Many many -> ManyQuestion.ask(colony, many);
      case Question.SlowTraces(var intent) -> colony.findSlowTraces(intent).map(TracesReport::new);
      case Question.ErrorTraces(var intent) ->
          colony.findErrorTraces(intent).map(TracesReport::new);
      case Question.Plan(var intent) -> colony.planSql(intent).map(PlanReport::new);
      case Question.Tables(var intent) -> colony.describeTables(intent).map(SchemaReport::new);
    };
  }
}

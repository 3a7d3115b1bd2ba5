package io.coral.cli.query;

import static java.util.Objects.requireNonNull;

import io.coral.cli.colony.Colonies;
import io.coral.cli.failure.Complaint;
import io.coral.cli.render.OutputFormat;
import io.coral.cli.render.ReportWriter;
import io.coral.cli.render.SqlRows;
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
    return options
        .question()
        .on(
            new Question.Ways<>() {
              @Override
              public Either<Complaint, Integer> whole(Question.AtOnce question) {
                return written(colony, question, options.output());
              }

              @Override
              public Either<Complaint, Integer> rows(Question.Sql question) {
                return streamed(colony, question.intent(), options.output());
              }
            });
  }

  private Either<Complaint, Integer> written(
      ColonyQueries colony, Question.AtOnce question, OutputFormat output) {
    return question
        .ask(colony)
        .mapLeft(failure -> complaint(failure, question))
        .map(
            report -> {
              writer.write(report, output);
              return 0;
            });
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
}

package io.coral.cli.query;

import io.coral.cli.render.OverviewReport;
import io.coral.cli.render.Report;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ErrorRate;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.Percentile;
import io.coral.domain.value.Quantile;
import io.coral.ports.ColonyQueries;
import io.vavr.control.Either;
import java.util.Optional;

/** Puts a service at a glance together from several answers. */
final class OverviewQuestion {
  private OverviewQuestion() {}

  static Either<QueryFailure, Report> ask(ColonyQueries colony, Question.Overview asked) {
    return percentile(colony, asked, Quantile.P50)
        .flatMap(
            p50 ->
                percentile(colony, asked, Quantile.P95)
                    .flatMap(
                        p95 ->
                            percentile(colony, asked, Quantile.P99)
                                .flatMap(
                                    p99 ->
                                        errorRate(colony, asked)
                                            .map(rate -> report(asked, p50, p95, p99, rate)))));
  }

  private static Either<QueryFailure, Percentile> percentile(
      ColonyQueries colony, Question.Overview asked, Quantile quantile) {
    return colony.getPercentile(
        new GetPercentile(asked.service(), asked.metric(), quantile, asked.window()));
  }

  /** A service may have metrics and no requests; then it has no error rate. */
  private static Either<QueryFailure, Optional<ErrorRate>> errorRate(
      ColonyQueries colony, Question.Overview asked) {
    Either<QueryFailure, ErrorRate> answer =
        colony.getErrorRate(new GetErrorRate(asked.service(), asked.window()));
    return answer.isLeft() && answer.getLeft() instanceof QueryFailure.NoData
        ? Either.right(Optional.empty())
        : answer.map(Optional::of);
  }

  private static Report report(
      Question.Overview asked,
      Percentile p50,
      Percentile p95,
      Percentile p99,
      Optional<ErrorRate> rate) {
    return new OverviewReport(
        asked.service().name().value(), asked.metric().value(), p50, p95, p99, rate);
  }
}

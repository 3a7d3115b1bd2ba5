package io.coral.cli.query;

import io.coral.cli.render.ManyReport;
import io.coral.cli.render.Report;
import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.Coverage;
import io.coral.domain.query.ErrorShare;
import io.coral.domain.query.GetErrorRateSeries;
import io.coral.domain.query.GetErrorRates;
import io.coral.domain.query.GetPercentileSeries;
import io.coral.domain.query.GetPercentiles;
import io.coral.domain.query.PercentileValues;
import io.coral.domain.query.Series;
import io.coral.domain.query.ServiceAnswer;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.Quantiles;
import io.coral.domain.value.ServiceName;
import io.coral.ports.ColonyQueries;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts the lines about several services, or several steps, together from two answers at most. */
final class ManyQuestion {
  /** What a line is about. */
  private record Place(ServiceName service, Optional<Instant> start) {
    // Spelled out, for what a record brings is put together at run time: that is felt at a start.
    @Override
    public boolean equals(Object other) {
      return other instanceof Place(ServiceName name, Optional<Instant> at)
          && name.value().equals(service.value())
          && at.equals(start);
    }

    @Override
    public int hashCode() {
      return 31 * service.value().hashCode() + start.hashCode();
    }
  }

  /** What was found out about each place, in order. */
  private record Found<A>(Map<Place, A> places, Coverage coverage) {
    static <A> Found<A> whole(List<ServiceAnswer<A>> services, Coverage coverage) {
      var places = new LinkedHashMap<Place, A>();
      services.forEach(
          each -> places.put(new Place(each.service(), Optional.empty()), each.answer()));
      return new Found<>(places, coverage);
    }

    static <A> Found<A> steps(List<ServiceAnswer<Series<A>>> services, Coverage coverage) {
      var places = new LinkedHashMap<Place, A>();
      for (var each : services) {
        each.answer()
            .points()
            .forEach(
                point ->
                    places.put(
                        new Place(each.service(), Optional.of(point.start())), point.answer()));
      }
      return new Found<>(places, coverage);
    }
  }

  private final ColonyQueries colony;
  private final Question.Many asked;

  private ManyQuestion(ColonyQueries colony, Question.Many asked) {
    this.colony = colony;
    this.asked = asked;
  }

  static Either<QueryFailure, Report> ask(ColonyQueries colony, Question.Many asked) {
    var question = new ManyQuestion(colony, asked);
    return asked
        .quantiles()
        .map(question::withPercentiles)
        .orElseGet(() -> question.errors().map(question::report));
  }

  private Either<QueryFailure, Report> withPercentiles(Quantiles quantiles) {
    return percentiles(quantiles)
        .flatMap(
            found ->
                asked.errors()
                    ? errorsIfAny().map(errors -> report(found, errors))
                    : Either.right(report(found, Map.of())));
  }

  private Either<QueryFailure, Found<PercentileValues>> percentiles(Quantiles quantiles) {
    return asked
        .step()
        .map(
            step ->
                colony
                    .getPercentileSeries(
                        new GetPercentileSeries(
                            asked.services(), asked.metric(), quantiles, step, asked.window()))
                    .map(answer -> Found.steps(answer.services(), answer.coverage())))
        .orElseGet(
            () ->
                colony
                    .getPercentiles(
                        new GetPercentiles(
                            asked.services(), asked.metric(), quantiles, asked.window()))
                    .map(answer -> Found.whole(answer.services(), answer.coverage())));
  }

  private Either<QueryFailure, Found<ErrorShare>> errors() {
    return asked
        .step()
        .map(
            step ->
                colony
                    .getErrorRateSeries(
                        new GetErrorRateSeries(asked.services(), step, asked.window()))
                    .map(answer -> Found.steps(answer.services(), answer.coverage())))
        .orElseGet(
            () ->
                colony
                    .getErrorRates(new GetErrorRates(asked.services(), asked.window()))
                    .map(answer -> Found.whole(answer.services(), answer.coverage())));
  }

  /** Services may have metrics and no requests; then they have no error rate. */
  private Either<QueryFailure, Map<Place, ErrorShare>> errorsIfAny() {
    var answer = errors();
    return answer.isLeft() && answer.getLeft() instanceof QueryFailure.NoData
        ? Either.right(Map.of())
        : answer.map(Found::places);
  }

  private Report report(Found<PercentileValues> found, Map<Place, ErrorShare> errors) {
    return report(
        found.places().entrySet().stream()
            .map(
                each ->
                    line(
                        each.getKey(),
                        Optional.of(each.getValue()),
                        Optional.ofNullable(errors.get(each.getKey())))),
        found.coverage());
  }

  private Report report(Found<ErrorShare> found) {
    return report(
        found.places().entrySet().stream()
            .map(each -> line(each.getKey(), Optional.empty(), Optional.of(each.getValue()))),
        found.coverage());
  }

  private static ManyReport.Line line(
      Place place, Optional<PercentileValues> percentiles, Optional<ErrorShare> errors) {
    return new ManyReport.Line(place.service().value(), place.start(), percentiles, errors);
  }

  private Report report(Stream<ManyReport.Line> lines, Coverage coverage) {
    List<Quantile> quantiles = asked.quantiles().map(Quantiles::all).orElse(List.of());
    return new ManyReport(
        new ManyReport.Asked(
            asked.services().service().map(ServiceName::value),
            asked.metric().value(),
            quantiles,
            asked.errors(),
            asked.step()),
        lines.toList(),
        coverage);
  }
}

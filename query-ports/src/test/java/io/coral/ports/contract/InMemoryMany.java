package io.coral.ports.contract;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.Coverage;
import io.coral.domain.query.ErrorRateSeries;
import io.coral.domain.query.ErrorRates;
import io.coral.domain.query.ErrorShare;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetErrorRateSeries;
import io.coral.domain.query.GetErrorRates;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.GetPercentileSeries;
import io.coral.domain.query.GetPercentiles;
import io.coral.domain.query.NearNames;
import io.coral.domain.query.Percentile;
import io.coral.domain.query.PercentileSeries;
import io.coral.domain.query.PercentileValues;
import io.coral.domain.query.Percentiles;
import io.coral.domain.query.Series;
import io.coral.domain.query.SeriesLimit;
import io.coral.domain.query.ServiceAnswer;
import io.coral.domain.summary.MetricDelta;
import io.coral.domain.time.Minute;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.Step;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.Quantiles;
import io.coral.domain.value.ServiceInstance;
import io.coral.domain.value.ServiceName;
import io.coral.domain.value.ServiceScope;
import io.coral.ports.ColonyQueries;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Answers about many by asking about each service, and each step, alone. */
final class InMemoryMany {
  /** A minute in which a service has data. */
  private record Measured(ServiceName service, Minute minute) {}

  private final InMemoryDeltas deltas;
  private final ColonyQueries each;
  private final Instant now;

  InMemoryMany(InMemoryDeltas deltas, ColonyQueries each, Instant now) {
    this.deltas = deltas;
    this.each = each;
    this.now = now;
  }

  Either<QueryFailure, Percentiles> percentiles(GetPercentiles asked) {
    TimeWindow applied = asked.window().resolve(now);
    return known(asked.services())
        .flatMap(names -> metricKnown(names, asked.services(), asked.metric()))
        .flatMap(
            names ->
                answered(
                    names,
                    name ->
                        values(asked.services(), name, asked.metric(), asked.quantiles(), applied),
                    () -> noData(asked.services(), asked.metric(), applied),
                    services ->
                        new Percentiles(
                            asked.quantiles(),
                            services,
                            coverage(names, services, applied, asked.window(), Step.MINUTE))));
  }

  Either<QueryFailure, ErrorRates> errorRates(GetErrorRates asked) {
    TimeWindow applied = asked.window().resolve(now);
    return known(asked.services())
        .flatMap(
            names ->
                answered(
                    names,
                    name -> share(asked.services(), name, applied),
                    () -> noRequests(asked.services(), applied),
                    services ->
                        new ErrorRates(
                            services,
                            coverage(names, services, applied, asked.window(), Step.MINUTE))));
  }

  Either<QueryFailure, PercentileSeries> percentileSeries(GetPercentileSeries asked) {
    TimeWindow applied = asked.step().widened(asked.window().resolve(now));
    return fitting(asked.step(), applied)
        .flatMap(fits -> known(asked.services()))
        .flatMap(names -> metricKnown(names, asked.services(), asked.metric()))
        .flatMap(
            names ->
                few(asked.step(), applied, measured(asked.services(), asked.metric()))
                    .map(fits -> names))
        .flatMap(
            names ->
                answered(
                    names,
                    name ->
                        series(
                            asked.step(),
                            applied,
                            step ->
                                values(
                                    asked.services(),
                                    name,
                                    asked.metric(),
                                    asked.quantiles(),
                                    step)),
                    () -> noData(asked.services(), asked.metric(), applied),
                    services ->
                        new PercentileSeries(
                            asked.quantiles(),
                            asked.step(),
                            services,
                            coverage(names, services, applied, asked.window(), asked.step()))));
  }

  Either<QueryFailure, ErrorRateSeries> errorRateSeries(GetErrorRateSeries asked) {
    TimeWindow applied = asked.step().widened(asked.window().resolve(now));
    return fitting(asked.step(), applied)
        .flatMap(fits -> known(asked.services()))
        .flatMap(names -> few(asked.step(), applied, requests(asked.services())).map(fits -> names))
        .flatMap(
            names ->
                answered(
                    names,
                    name ->
                        series(asked.step(), applied, step -> share(asked.services(), name, step)),
                    () -> noRequests(asked.services(), applied),
                    services ->
                        new ErrorRateSeries(
                            asked.step(),
                            services,
                            coverage(names, services, applied, asked.window(), asked.step()))));
  }

  private static Either<QueryFailure, Step> fitting(Step step, TimeWindow applied) {
    return SeriesLimit.exceededBy(step, applied)
        .<Either<QueryFailure, Step>>map(Either::left)
        .orElseGet(() -> Either.right(step));
  }

  /** Asking about each point alone takes time: first count whether they are too many. */
  private static Either<QueryFailure, Long> few(
      Step step, TimeWindow applied, Stream<Measured> measured) {
    long points =
        measured
            .filter(at -> at.minute().isIn(applied))
            .map(at -> Map.entry(at.service(), at.minute().epochMinute() / step.minutes()))
            .distinct()
            .count();
    return points > SeriesLimit.MAX_POINTS
        ? Either.left(SeriesLimit.tooManyPoints(step))
        : Either.right(points);
  }

  private Either<QueryFailure, List<ServiceName>> known(ServiceScope scope) {
    var names =
        deltas
            .senders()
            .filter(scope::matches)
            .map(ServiceInstance::service)
            .distinct()
            .sorted()
            .toList();
    if (names.isEmpty() && scope.service().isPresent()) {
      return each.getErrorRate(
              new GetErrorRate(scope.selector(scope.service().get()), QueryWindow.LAST_HOUR))
          .map(answer -> names);
    }
    return Either.right(names);
  }

  private Either<QueryFailure, List<ServiceName>> metricKnown(
      List<ServiceName> names, ServiceScope scope, MetricName metric) {
    var sent =
        deltas.metrics().stream()
            .filter(d -> scope.matches(d.sender()))
            .map(MetricDelta::metric)
            .toList();
    if (metric.equals(GetPercentile.REQUEST_DURATION) || sent.contains(metric)) {
      return Either.right(names);
    }
    return Either.left(
        new QueryFailure.NotFound(
            QueryFailure.NotFound.Kind.METRIC,
            metric.value(),
            NearNames.of(
                metric.value(),
                Stream.concat(Stream.of(GetPercentile.REQUEST_DURATION), sent.stream())
                    .map(MetricName::value)
                    .toList())));
  }

  private static <A, R> Either<QueryFailure, R> answered(
      List<ServiceName> names,
      Function<ServiceName, Optional<A>> ask,
      Supplier<QueryFailure> none,
      Function<List<ServiceAnswer<A>>, R> answer) {
    var services =
        names.stream()
            .flatMap(name -> ask.apply(name).map(a -> new ServiceAnswer<>(name, a)).stream())
            .toList();
    return services.isEmpty() ? Either.left(none.get()) : Either.right(answer.apply(services));
  }

  private static <A> Optional<Series<A>> series(
      Step step, TimeWindow applied, Function<TimeWindow, Optional<A>> ask) {
    var points = new ArrayList<Series.Point<A>>();
    for (Instant start = applied.from();
        start.isBefore(applied.to());
        start = start.plus(step.length())) {
      Instant at = start;
      ask.apply(step.at(start)).ifPresent(a -> points.add(new Series.Point<>(at, a)));
    }
    return points.isEmpty() ? Optional.empty() : Optional.of(new Series<>(points));
  }

  private Optional<PercentileValues> values(
      ServiceScope scope, ServiceName name, MetricName metric, Quantiles quantiles, TimeWindow in) {
    var window = new QueryWindow.Absolute(in);
    List<Percentile> answers =
        quantiles.all().stream()
            .flatMap(
                q ->
                    each.getPercentile(new GetPercentile(scope.selector(name), metric, q, window))
                        .toJavaStream())
            .toList();
    return answers.stream()
        .findFirst()
        .map(
            any ->
                new PercentileValues(
                    answers.stream().map(Percentile::value).toList(),
                    any.unit(),
                    any.sampleCount(),
                    any.source(),
                    any.relativeError()));
  }

  private Optional<ErrorShare> share(ServiceScope scope, ServiceName name, TimeWindow in) {
    return each.getErrorRate(new GetErrorRate(scope.selector(name), new QueryWindow.Absolute(in)))
        .map(rate -> new ErrorShare(rate.errorCount(), rate.requestCount()))
        .toJavaOptional();
  }

  private static Coverage coverage(
      List<ServiceName> names,
      List<?> services,
      TimeWindow applied,
      QueryWindow asked,
      Step grain) {
    return new Coverage(
        applied, names.size() - services.size(), InMemoryDeltas.notes(asked, applied, grain));
  }

  private QueryFailure noRequests(ServiceScope scope, TimeWindow applied) {
    return new QueryFailure.NoData(
        "requests of " + scope,
        applied,
        InMemoryDeltas.lastMinute(requests(scope).map(Measured::minute)));
  }

  private QueryFailure noData(ServiceScope scope, MetricName metric, TimeWindow applied) {
    return new QueryFailure.NoData(
        metric + " of " + scope,
        applied,
        InMemoryDeltas.lastMinute(measured(scope, metric).map(Measured::minute)));
  }

  private Stream<Measured> measured(ServiceScope scope, MetricName metric) {
    boolean duration = metric.equals(GetPercentile.REQUEST_DURATION);
    var received =
        deltas.metrics().stream()
            .filter(d -> scope.matches(d.sender()))
            .filter(
                d ->
                    d.metric().equals(metric)
                        || (duration && d.metric().equals(GetPercentile.NEWER_REQUEST_DURATION)))
            .map(d -> new Measured(d.sender().service(), d.minute()));
    return duration ? Stream.concat(received, requests(scope)) : received;
  }

  private Stream<Measured> requests(ServiceScope scope) {
    return deltas.services().stream()
        .filter(d -> scope.matches(d.sender()) && d.requestCount() > 0)
        .map(d -> new Measured(d.sender().service(), d.minute()));
  }
}

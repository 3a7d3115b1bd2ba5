package io.coral.duckdb.answer;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.DescribeTables;
import io.coral.domain.query.ErrorRate;
import io.coral.domain.query.ErrorRateSeries;
import io.coral.domain.query.ErrorRates;
import io.coral.domain.query.ErrorShare;
import io.coral.domain.query.ExecuteSql;
import io.coral.domain.query.FindErrorTraces;
import io.coral.domain.query.FindSlowTraces;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetErrorRateSeries;
import io.coral.domain.query.GetErrorRates;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.GetPercentileSeries;
import io.coral.domain.query.GetPercentiles;
import io.coral.domain.query.GetService;
import io.coral.domain.query.GetSystemMetrics;
import io.coral.domain.query.ListServices;
import io.coral.domain.query.Percentile;
import io.coral.domain.query.PercentileSeries;
import io.coral.domain.query.PercentileValues;
import io.coral.domain.query.Percentiles;
import io.coral.domain.query.PlanSql;
import io.coral.domain.query.SeriesLimit;
import io.coral.domain.query.ServiceInfo;
import io.coral.domain.query.ServiceList;
import io.coral.domain.query.SqlPlan;
import io.coral.domain.query.SqlResult;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.query.StreamSql;
import io.coral.domain.query.SystemMetrics;
import io.coral.domain.query.TableList;
import io.coral.domain.query.TraceList;
import io.coral.domain.sql.SqlLimits;
import io.coral.domain.sql.SqlStatement;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.Step;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.Label;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.Quantiles;
import io.coral.domain.value.ServiceScope;
import io.coral.domain.value.ServiceSelector;
import io.coral.duckdb.held.Held;
import io.coral.duckdb.read.Readers;
import io.coral.duckdb.sql.SqlWindow;
import io.coral.ports.CallBounds;
import io.coral.ports.Cancellation;
import io.coral.ports.ColonyQueries;
import io.coral.ports.SqlSink;
import io.vavr.control.Either;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jooq.DSLContext;

/** Answers every question from DuckDB. Each call reads the clock once and one snapshot. */
public final class DuckDbQueries implements ColonyQueries {
  private final Readers readers;
  private final MemoryFirst memory;
  private final InstantSource clock;
  private final SqlAnswers sql;
  private final CallBounds bounds;

  /**
   * @param recall brings back into memory what was missed there
   */
  public DuckDbQueries(
      Readers readers, Held held, Runnable recall, InstantSource clock, SqlAnswers sql) {
    this(
        readers,
        new MemoryFirst(held, recall, Cancellation.NEVER),
        clock,
        sql,
        CallBounds.timeout(SqlLimits.MAX_TIME));
  }

  private DuckDbQueries(
      Readers readers, MemoryFirst memory, InstantSource clock, SqlAnswers sql, CallBounds bounds) {
    this.readers = readers;
    this.memory = memory;
    this.clock = clock;
    this.sql = sql;
    this.bounds = bounds;
  }

  @Override
  public ColonyQueries within(CallBounds bounds) {
    return new DuckDbQueries(readers, memory.of(bounds.cancellation()), clock, sql, bounds);
  }

  @Override
  public Either<QueryFailure, ServiceList> listServices(ListServices intent) {
    return services(intent.includeMetricsOnly()).map(services -> services.list(intent));
  }

  @Override
  public Either<QueryFailure, ServiceInfo> getService(GetService intent) {
    var selector = new ServiceSelector(intent.name(), intent.namespace(), Label.NONE);
    return services(true)
        .flatMap(
            services ->
                services
                    .one(selector)
                    .<Either<QueryFailure, ServiceInfo>>map(Either::right)
                    .orElseGet(
                        () ->
                            readers.ask(
                                bounds, dsl -> Either.left(Senders.unknown(dsl, selector)))));
  }

  private Either<QueryFailure, ServiceAnswers> services(boolean withMetrics) {
    return memory
        .lastSeen(
            withMetrics,
            () ->
                readers.ask(
                    bounds, dsl -> Either.right(new StoredSightings(dsl).minutes(withMetrics))))
        .map(ServiceAnswers::of);
  }

  @Override
  public Either<QueryFailure, Percentile> getPercentile(GetPercentile intent) {
    var grid = whole(intent.window());
    return memory.answer(
        ServiceScope.of(intent.service()),
        grid,
        answers -> answers.percentiles(intent.metric(), Quantiles.of(intent.quantile())),
        DuckDbQueries::percentile,
        () ->
            about(
                intent.service(),
                (dsl, senders) ->
                    new PercentileAnswers(dsl, intent, senders, Told.of(dsl, grid)).answer()));
  }

  private static Percentile percentile(ManyCells<PercentileValues> cells, AppliedWindow applied) {
    PercentileValues only = cells.whole().getFirst().answer();
    return new Percentile(
        only.values().getFirst(),
        only.unit(),
        only.sampleCount(),
        only.source(),
        only.relativeError(),
        applied.window(),
        applied.notes());
  }

  @Override
  public Either<QueryFailure, ErrorRate> getErrorRate(GetErrorRate intent) {
    var grid = whole(intent.window());
    return memory.answer(
        ServiceScope.of(intent.service()),
        grid,
        HeldAnswers::errorRates,
        DuckDbQueries::errorRate,
        () ->
            about(
                intent.service(),
                (dsl, senders) -> new ErrorRateAnswers(dsl).answer(senders, Told.of(dsl, grid))));
  }

  private static ErrorRate errorRate(ManyCells<ErrorShare> cells, AppliedWindow applied) {
    ErrorShare only = cells.whole().getFirst().answer();
    return new ErrorRate(only.errorCount(), only.requestCount(), applied.window(), applied.notes());
  }

  @Override
  public Either<QueryFailure, Percentiles> getPercentiles(GetPercentiles intent) {
    return percentiles(
        intent.services(),
        whole(intent.window()),
        intent.metric(),
        intent.quantiles(),
        (cells, applied) ->
            new Percentiles(intent.quantiles(), cells.whole(), cells.coverage(applied)));
  }

  @Override
  public Either<QueryFailure, ErrorRates> getErrorRates(GetErrorRates intent) {
    return errorRates(
        intent.services(),
        whole(intent.window()),
        (cells, applied) -> new ErrorRates(cells.whole(), cells.coverage(applied)));
  }

  @Override
  public Either<QueryFailure, PercentileSeries> getPercentileSeries(GetPercentileSeries intent) {
    return stepByStep(
        intent.step(),
        intent.window(),
        grid ->
            percentiles(
                intent.services(),
                grid,
                intent.metric(),
                intent.quantiles(),
                (cells, applied) ->
                    new PercentileSeries(
                        intent.quantiles(),
                        intent.step(),
                        cells.series(),
                        cells.coverage(applied))));
  }

  @Override
  public Either<QueryFailure, ErrorRateSeries> getErrorRateSeries(GetErrorRateSeries intent) {
    return stepByStep(
        intent.step(),
        intent.window(),
        grid ->
            errorRates(
                intent.services(),
                grid,
                (cells, applied) ->
                    new ErrorRateSeries(intent.step(), cells.series(), cells.coverage(applied))));
  }

  private <A> Either<QueryFailure, A> percentiles(
      ServiceScope scope,
      Grid grid,
      MetricName metric,
      Quantiles quantiles,
      BiFunction<ManyCells<PercentileValues>, AppliedWindow, A> reply) {
    return memory.answer(
        scope,
        grid,
        answers -> answers.percentiles(metric, quantiles),
        reply,
        () ->
            aboutMany(
                scope,
                grid,
                (dsl, services, told) ->
                    new ManyPercentiles(dsl, services, told, metric)
                        .answer(quantiles)
                        .map(cells -> reply.apply(cells, told.applied()))));
  }

  private <A> Either<QueryFailure, A> errorRates(
      ServiceScope scope, Grid grid, BiFunction<ManyCells<ErrorShare>, AppliedWindow, A> reply) {
    return memory.answer(
        scope,
        grid,
        HeldAnswers::errorRates,
        reply,
        () ->
            aboutMany(
                scope,
                grid,
                (dsl, services, told) ->
                    new ManyErrorRates(dsl, services, told)
                        .answer()
                        .map(cells -> reply.apply(cells, told.applied()))));
  }

  @Override
  public Either<QueryFailure, TraceList> findSlowTraces(FindSlowTraces intent) {
    var applied = applied(intent.window());
    return aboutAny(
        intent.service(),
        (dsl, senders) -> Either.right(new TraceAnswers(dsl, senders, applied).slow(intent)));
  }

  @Override
  public Either<QueryFailure, TraceList> findErrorTraces(FindErrorTraces intent) {
    var applied = applied(intent.window());
    return aboutAny(
        intent.service(),
        (dsl, senders) -> Either.right(new TraceAnswers(dsl, senders, applied).failed(intent)));
  }

  @Override
  public Either<QueryFailure, SystemMetrics> getSystemMetrics(GetSystemMetrics intent) {
    var applied = applied(intent.window());
    return about(
        intent.service(),
        (dsl, senders) -> new SystemAnswers(dsl).answer(senders, Told.of(dsl, applied)));
  }

  @Override
  public Either<QueryFailure, SqlResult> executeSql(ExecuteSql intent) {
    return sql.ask(runner -> runner.execute(intent, window(intent.statement()), bounds));
  }

  @Override
  public Either<QueryFailure, SqlStreamEnd> streamSql(StreamSql intent, SqlSink sink) {
    return sql.ask(runner -> runner.stream(intent, window(intent.statement()), bounds, sink));
  }

  @Override
  public Either<QueryFailure, SqlPlan> planSql(PlanSql intent) {
    return sql.ask(runner -> runner.plan(intent, window(intent.statement()), bounds));
  }

  @Override
  public Either<QueryFailure, TableList> describeTables(DescribeTables intent) {
    return TableList.answer(intent);
  }

  private SqlWindow window(SqlStatement statement) {
    Instant now = clock.instant();
    TimeWindow window = statement.window().orElse(QueryWindow.LAST_HOUR).resolve(now);
    Instant earliest = now.minus(sql.settings().maxWindow()).truncatedTo(ChronoUnit.MINUTES);
    return new SqlWindow(window, statement.window().isPresent(), earliest);
  }

  private Grid whole(QueryWindow asked) {
    return new Grid(applied(asked), Optional.empty());
  }

  private AppliedWindow applied(QueryWindow asked) {
    return AppliedWindow.of(asked, clock.instant());
  }

  private <A> Either<QueryFailure, A> about(
      ServiceSelector service, BiFunction<DSLContext, Senders, Either<QueryFailure, A>> answer) {
    return readers.ask(
        bounds, dsl -> Senders.known(dsl, service).flatMap(senders -> answer.apply(dsl, senders)));
  }

  private <A> Either<QueryFailure, A> aboutMany(
      ServiceScope scope, Grid grid, ManyAnswer<A> answer) {
    return readers.ask(
        bounds,
        dsl ->
            ScopedServices.known(dsl, scope)
                .flatMap(services -> answer.apply(dsl, services, Told.of(dsl, grid))));
  }

  /** Answers about several services. */
  private interface ManyAnswer<A> {
    Either<QueryFailure, A> apply(DSLContext dsl, ScopedServices services, Told told);
  }

  /** A question about each step of a window, if a reply has room for so many. */
  private <A> Either<QueryFailure, A> stepByStep(
      Step step, QueryWindow asked, Function<Grid, Either<QueryFailure, A>> answer) {
    var applied = AppliedWindow.of(asked, step, clock.instant());
    return SeriesLimit.exceededBy(step, applied.window())
        .<Either<QueryFailure, A>>map(Either::left)
        .orElseGet(() -> answer.apply(new Grid(applied, Optional.of(step))));
  }

  /** A question about one service, or about all where none is named. */
  private <A> Either<QueryFailure, A> aboutAny(
      Optional<ServiceSelector> service,
      BiFunction<DSLContext, Optional<Senders>, Either<QueryFailure, A>> answer) {
    return service
        .map(named -> about(named, (dsl, senders) -> answer.apply(dsl, Optional.of(senders))))
        .orElseGet(() -> readers.ask(bounds, dsl -> answer.apply(dsl, Optional.empty())));
  }
}

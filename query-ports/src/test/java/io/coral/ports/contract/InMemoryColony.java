package io.coral.ports.contract;

import static java.util.stream.Collectors.joining;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.DescribeTables;
import io.coral.domain.query.ErrorRate;
import io.coral.domain.query.ErrorRateSeries;
import io.coral.domain.query.ErrorRates;
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
import io.coral.domain.query.NearNames;
import io.coral.domain.query.Percentile;
import io.coral.domain.query.PercentileSeries;
import io.coral.domain.query.Percentiles;
import io.coral.domain.query.PlanSql;
import io.coral.domain.query.ServiceInfo;
import io.coral.domain.query.ServiceList;
import io.coral.domain.query.SqlPlan;
import io.coral.domain.query.SqlResult;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.query.StreamSql;
import io.coral.domain.query.SystemMetrics;
import io.coral.domain.query.TableList;
import io.coral.domain.query.TraceList;
import io.coral.domain.sql.SqlRefusal;
import io.coral.domain.summary.MetricDelta;
import io.coral.domain.summary.RequestId;
import io.coral.domain.summary.ServiceDelta;
import io.coral.domain.summary.StreamState;
import io.coral.domain.telemetry.StreamId;
import io.coral.domain.time.Minute;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.Label;
import io.coral.domain.value.ServiceSelector;
import io.coral.ports.CallBounds;
import io.coral.ports.Cancellation;
import io.coral.ports.ColonyQueries;
import io.coral.ports.ColonyStore;
import io.coral.ports.SqlSink;
import io.coral.ports.StoreCopy;
import io.coral.ports.StoreHealth;
import io.coral.ports.StoreLoad;
import io.coral.ports.StoreStatus;
import io.coral.ports.SummaryBatch;
import io.coral.ports.SummaryWriter;
import io.coral.ports.TelemetryIntake;
import io.coral.ports.WriteFailure;
import io.vavr.control.Either;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** A colony that keeps its deltas in lists and answers by going through all of them. */
public final class InMemoryColony implements ColonyStore, ColonyQueries, SummaryWriter {
  private final InMemoryDeltas deltas = new InMemoryDeltas();
  private final TelemetryIntake intake = new InMemoryIntake(this);
  private final InstantSource clock;

  /**
   * @param clock resolves look-backs
   */
  public InMemoryColony(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public ColonyQueries queries() {
    return this;
  }

  @Override
  public SummaryWriter writer() {
    return this;
  }

  @Override
  public TelemetryIntake intake() {
    return intake;
  }

  @Override
  public StoreLoad load() {
    return new StoreLoad(1, 0, 0);
  }

  @Override
  public Either<QueryFailure, StoreStatus> status() {
    long rows = (long) deltas.services().size() + deltas.metrics().size();
    return Either.right(
        new StoreStatus(
            0,
            0,
            Optional.empty(),
            rows,
            Stream.concat(
                    deltas.services().stream().map(ServiceDelta::minute),
                    deltas.metrics().stream().map(MetricDelta::minute))
                .min(Comparator.naturalOrder())
                .map(Minute::start),
            Optional.empty(),
            List.of()));
  }

  @Override
  public void watch(StoreHealth health) {
    health.is(true, true);
  }

  @Override
  public Either<QueryFailure, StoreCopy> copy(Cancellation cancellation) {
    return Either.left(new QueryFailure.BadArgument("store", "has no file", ""));
  }

  @Override
  public void close() {}

  @Override
  public Either<WriteFailure, Set<RequestId>> committed(Collection<RequestId> requests) {
    return Either.right(deltas.committed(requests));
  }

  @Override
  public Either<WriteFailure, Map<StreamId, StreamState>> streamStates(
      Collection<StreamId> streams) {
    return Either.right(deltas.streamStates(streams));
  }

  @Override
  public Either<WriteFailure, Long> append(SummaryBatch batch) {
    return deltas.append(batch);
  }

  @Override
  public ColonyQueries within(CallBounds bounds) {
    return this; // answers at once
  }

  @Override
  public Either<QueryFailure, ServiceList> listServices(ListServices intent) {
    return Either.right(new ServiceList(new InMemoryServices(deltas).list(intent)));
  }

  @Override
  public Either<QueryFailure, ServiceInfo> getService(GetService intent) {
    var selector = new ServiceSelector(intent.name(), intent.namespace(), Label.NONE);
    return known(selector, name -> Either.right(new InMemoryServices(deltas).merged(selector)));
  }

  @Override
  public Either<QueryFailure, Percentile> getPercentile(GetPercentile intent) {
    var applied = intent.window().resolve(clock.instant());
    return known(intent.service(), name -> new InMemoryPercentiles(deltas).answer(intent, applied));
  }

  @Override
  public Either<QueryFailure, ErrorRate> getErrorRate(GetErrorRate intent) {
    var applied = intent.window().resolve(clock.instant());
    return known(
        intent.service(),
        name -> {
          var all =
              deltas.services().stream().filter(d -> intent.service().matches(d.sender())).toList();
          var inWindow = all.stream().filter(d -> d.minute().isIn(applied)).toList();
          long requests = inWindow.stream().mapToLong(ServiceDelta::requestCount).sum();
          if (requests == 0) {
            return Either.left(
                new QueryFailure.NoData(
                    name,
                    applied,
                    InMemoryDeltas.lastMinute(
                        all.stream().filter(d -> d.requestCount() > 0).map(ServiceDelta::minute))));
          }
          long errors = inWindow.stream().mapToLong(ServiceDelta::errorCount).sum();
          return Either.right(
              new ErrorRate(
                  errors, requests, applied, InMemoryDeltas.notes(intent.window(), applied)));
        });
  }

  @Override
  public Either<QueryFailure, Percentiles> getPercentiles(GetPercentiles intent) {
    return new InMemoryMany(deltas, this, clock.instant()).percentiles(intent);
  }

  @Override
  public Either<QueryFailure, ErrorRates> getErrorRates(GetErrorRates intent) {
    return new InMemoryMany(deltas, this, clock.instant()).errorRates(intent);
  }

  @Override
  public Either<QueryFailure, PercentileSeries> getPercentileSeries(GetPercentileSeries intent) {
    return new InMemoryMany(deltas, this, clock.instant()).percentileSeries(intent);
  }

  @Override
  public Either<QueryFailure, ErrorRateSeries> getErrorRateSeries(GetErrorRateSeries intent) {
    return new InMemoryMany(deltas, this, clock.instant()).errorRateSeries(intent);
  }

  @Override
  public Either<QueryFailure, TraceList> findSlowTraces(FindSlowTraces intent) {
    var applied = intent.window().resolve(clock.instant());
    return knownIfAsked(intent.service(), () -> new InMemoryTraces(deltas, applied).slow(intent));
  }

  @Override
  public Either<QueryFailure, TraceList> findErrorTraces(FindErrorTraces intent) {
    var applied = intent.window().resolve(clock.instant());
    return knownIfAsked(intent.service(), () -> new InMemoryTraces(deltas, applied).failed(intent));
  }

  @Override
  public Either<QueryFailure, SystemMetrics> getSystemMetrics(GetSystemMetrics intent) {
    TimeWindow applied = intent.window().resolve(clock.instant());
    return known(intent.service(), name -> new InMemoryUtilization(deltas).answer(intent, applied));
  }

  @Override
  public Either<QueryFailure, SqlResult> executeSql(ExecuteSql intent) {
    return noSql();
  }

  @Override
  public Either<QueryFailure, SqlStreamEnd> streamSql(StreamSql intent, SqlSink sink) {
    return noSql();
  }

  @Override
  public Either<QueryFailure, SqlPlan> planSql(PlanSql intent) {
    return noSql();
  }

  @Override
  public Either<QueryFailure, TableList> describeTables(DescribeTables intent) {
    return TableList.answer(intent);
  }

  private static <A> Either<QueryFailure, A> noSql() {
    return Either.left(
        new QueryFailure.SqlRefused(
            SqlRefusal.of(
                SqlRefusal.Reason.SYNTAX_NOT_ALLOWED, "this colony has no SQL", "ask a real one")));
  }

  private <A> Either<QueryFailure, A> known(
      ServiceSelector service, Function<String, Either<QueryFailure, A>> answer) {
    if (deltas.senders().anyMatch(service::matches)) {
      return answer.apply(service.name().value());
    }
    return Either.left(
        new QueryFailure.NotFound(
            QueryFailure.NotFound.Kind.SERVICE,
            List.of(service.name(), service.namespace(), service.region()).stream()
                .map(Object::toString)
                .filter(part -> !part.isEmpty())
                .collect(joining(" ")),
            NearNames.of(
                service.name().value(),
                deltas
                    .senders()
                    .map(sender -> sender.service().value())
                    .filter(name -> !name.equals(service.name().value()))
                    .toList())));
  }

  private Either<QueryFailure, TraceList> knownIfAsked(
      Optional<ServiceSelector> service, java.util.function.Supplier<TraceList> answer) {
    return service
        .map(asked -> known(asked, name -> Either.<QueryFailure, TraceList>right(answer.get())))
        .orElseGet(() -> Either.right(answer.get()));
  }
}

package io.coral.grpc;

import io.coral.domain.query.Coverage;
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
import io.coral.domain.query.QueryIntent;
import io.coral.domain.query.Series;
import io.coral.domain.query.ServiceAnswer;
import io.coral.domain.query.ServiceInfo;
import io.coral.domain.query.ServiceList;
import io.coral.domain.query.SqlPlan;
import io.coral.domain.query.SqlResult;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.query.StreamSql;
import io.coral.domain.query.SystemMetrics;
import io.coral.domain.query.TableList;
import io.coral.domain.query.TraceList;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.Quantiles;
import io.coral.domain.value.ServiceName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The smallest answer to each question. */
public final class SampleAnswers {
  public static final TimeWindow MINUTE =
      new TimeWindow(Instant.parse("2026-03-01T12:00:00Z"), Instant.parse("2026-03-01T12:01:00Z"));

  private static final Coverage NOTHING_MISSING = new Coverage(MINUTE, 0, List.of());

  private SampleAnswers() {}

  public static Object to(QueryIntent<?> intent) {
    return switch (intent) {
      case ListServices list -> new ServiceList(List.of());
      case GetService get -> new ServiceInfo(new ServiceName("payments"), "", "", 1, MINUTE.to());
      case GetPercentile get ->
          new Percentile(1, "nanoseconds", 1, Percentile.FROM_SPANS, 0.01, MINUTE, List.of());
      case GetErrorRate get -> new ErrorRate(0, 1, MINUTE, List.of());
      case GetPercentiles get ->
          new Percentiles(get.quantiles(), List.of(of(values(get.quantiles()))), NOTHING_MISSING);
      case GetErrorRates get -> new ErrorRates(List.of(of(new ErrorShare(0, 1))), NOTHING_MISSING);
      case GetPercentileSeries get ->
          new PercentileSeries(
              get.quantiles(),
              get.step(),
              List.of(of(series(values(get.quantiles())))),
              NOTHING_MISSING);
      case GetErrorRateSeries get ->
          new ErrorRateSeries(
              get.step(), List.of(of(series(new ErrorShare(0, 1)))), NOTHING_MISSING);
      case FindSlowTraces find -> new TraceList(List.of(), 0, MINUTE, List.of());
      case FindErrorTraces find -> new TraceList(List.of(), 0, MINUTE, List.of());
      case GetSystemMetrics get ->
          new SystemMetrics(
              Optional.empty(), Optional.empty(), OptionalDouble.of(1), 1, MINUTE, List.of());
      case StreamSql sql -> new SqlStreamEnd(0, false, Duration.ZERO, List.of());
      case PlanSql sql -> new SqlPlan("SELECT 1", List.of(), 1, MINUTE, List.of());
      case DescribeTables describe -> new TableList(List.of());
      case ExecuteSql sql -> new SqlResult(List.of(), List.of(), false, 1, MINUTE, List.of());
    };
  }

  private static <A> ServiceAnswer<A> of(A answer) {
    return new ServiceAnswer<>(new ServiceName("payments"), answer);
  }

  private static PercentileValues values(Quantiles quantiles) {
    return new PercentileValues(
        Collections.nCopies(quantiles.count(), 1.0), "nanoseconds", 1, Percentile.FROM_SPANS, 0.01);
  }

  private static <A> Series<A> series(A answer) {
    return new Series<>(List.of(new Series.Point<>(MINUTE.from(), answer)));
  }
}

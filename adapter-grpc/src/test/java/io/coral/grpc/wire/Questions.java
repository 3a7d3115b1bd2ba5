package io.coral.grpc.wire;

import io.coral.domain.query.DescribeTables;
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
import io.coral.domain.query.PlanSql;
import io.coral.domain.query.StreamSql;
import io.coral.domain.sql.RowLimit;
import io.coral.domain.sql.SqlParameters;
import io.coral.domain.sql.SqlStatement;
import io.coral.domain.sql.SqlText;
import io.coral.domain.sql.SqlValue;
import io.coral.domain.sql.StreamLimit;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.Step;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.Label;
import io.coral.domain.value.Limit;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.Quantiles;
import io.coral.domain.value.ServiceName;
import io.coral.domain.value.ServiceScope;
import io.coral.domain.value.ServiceSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Any question that the domain lets be asked. Look-backs are whole milliseconds, as on the wire.
 */
final class Questions {
  private Questions() {}

  static Arbitrary<ListServices> listServices() {
    return Combinators.combine(label(), label(), Arbitraries.of(true, false)).as(ListServices::new);
  }

  static Arbitrary<GetService> getService() {
    return Combinators.combine(serviceName(), label()).as(GetService::new);
  }

  static Arbitrary<GetPercentile> getPercentile() {
    return Combinators.combine(
            selector(),
            AnyText.name().map(MetricName::new),
            Arbitraries.doubles().between(0, 1).map(Quantile::new),
            window())
        .as(GetPercentile::new);
  }

  static Arbitrary<GetErrorRate> getErrorRate() {
    return Combinators.combine(selector(), window()).as(GetErrorRate::new);
  }

  static Arbitrary<GetPercentiles> getPercentiles() {
    return Combinators.combine(scope(), AnyText.name().map(MetricName::new), quantiles(), window())
        .as(GetPercentiles::new);
  }

  static Arbitrary<GetErrorRates> getErrorRates() {
    return Combinators.combine(scope(), window()).as(GetErrorRates::new);
  }

  static Arbitrary<GetPercentileSeries> getPercentileSeries() {
    return Combinators.combine(
            scope(), AnyText.name().map(MetricName::new), quantiles(), step(), window())
        .as(GetPercentileSeries::new);
  }

  static Arbitrary<GetErrorRateSeries> getErrorRateSeries() {
    return Combinators.combine(scope(), step(), window()).as(GetErrorRateSeries::new);
  }

  static Arbitrary<GetSystemMetrics> getSystemMetrics() {
    return Combinators.combine(selector(), window()).as(GetSystemMetrics::new);
  }

  static Arbitrary<FindSlowTraces> findSlowTraces() {
    return Combinators.combine(
            optionalSelector(),
            Arbitraries.longs().greaterOrEqual(0).map(Duration::ofNanos),
            window(),
            limit())
        .as(FindSlowTraces::new);
  }

  static Arbitrary<FindErrorTraces> findErrorTraces() {
    return Combinators.combine(optionalSelector(), window(), limit()).as(FindErrorTraces::new);
  }

  static Arbitrary<ExecuteSql> executeSql() {
    return Combinators.combine(
            statement(), Arbitraries.integers().between(1, 10_000).map(RowLimit::new))
        .as(ExecuteSql::new);
  }

  static Arbitrary<StreamSql> streamSql() {
    return Combinators.combine(statement(), streamLimit()).as(StreamSql::new);
  }

  static Arbitrary<PlanSql> planSql() {
    return Combinators.combine(statement(), streamLimit()).as(PlanSql::new);
  }

  static Arbitrary<DescribeTables> describeTables() {
    return AnyText.name().optional().map(DescribeTables::new);
  }

  private static Arbitrary<SqlStatement> statement() {
    return Combinators.combine(AnyText.name().map(SqlText::new), parameters(), window().optional())
        .as(SqlStatement::new);
  }

  private static Arbitrary<StreamLimit> streamLimit() {
    return Arbitraries.longs().greaterOrEqual(1).map(StreamLimit::new);
  }

  private static Arbitrary<SqlParameters> parameters() {
    Arbitrary<String> names =
        Arbitraries.oneOf(
            Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(64),
            Arbitraries.integers().between(1, 99).map(String::valueOf));
    Arbitrary<SqlValue> scalar =
        Answers.scalarCell().filter(value -> !(value instanceof SqlValue.Bytes));
    Arbitrary<SqlValue> value =
        Arbitraries.oneOf(scalar, scalar.list().ofMaxSize(3).map(SqlValue.ListOf::new));
    return Arbitraries.maps(names, value).ofMaxSize(4).map(SqlParameters::new);
  }

  static Arbitrary<ServiceName> serviceName() {
    return AnyText.name().map(ServiceName::new);
  }

  static Arbitrary<TimeWindow> timeWindow() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 4_000_000_000L),
            Arbitraries.integers().between(0, 999_999_999),
            Arbitraries.longs().between(1, 86_400_000_000_000L))
        .as(
            (seconds, nanos, length) -> {
              Instant from = Instant.ofEpochSecond(seconds, nanos);
              return new TimeWindow(from, from.plusNanos(length));
            });
  }

  static Arbitrary<Quantiles> quantiles() {
    return Arbitraries.doubles()
        .between(0, 1)
        .map(Quantile::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(Quantiles.MAX)
        .uniqueElements()
        .map(Quantiles::new);
  }

  static Arbitrary<Step> step() {
    return Arbitraries.longs()
        .between(1, QueryWindow.MAX_LENGTH.toMinutes())
        .map(Duration::ofMinutes)
        .map(Step::new);
  }

  private static Arbitrary<ServiceScope> scope() {
    return Combinators.combine(serviceName().optional(), label(), label()).as(ServiceScope::new);
  }

  private static Arbitrary<ServiceSelector> selector() {
    return Combinators.combine(serviceName(), label(), label()).as(ServiceSelector::new);
  }

  private static Arbitrary<Optional<ServiceSelector>> optionalSelector() {
    return selector().optional();
  }

  private static Arbitrary<QueryWindow> window() {
    return Arbitraries.oneOf(
        Arbitraries.longs()
            .between(1, QueryWindow.MAX_LENGTH.toMillis())
            .map(Duration::ofMillis)
            .map(QueryWindow.LookBack::new),
        timeWindow().map(QueryWindow.Absolute::new));
  }

  private static Arbitrary<Label> label() {
    return Arbitraries.oneOf(Arbitraries.just(Label.NONE), AnyText.name().map(Label::new));
  }

  private static Arbitrary<Limit> limit() {
    return Arbitraries.integers().between(1, Limit.MAX).map(Limit::new);
  }
}

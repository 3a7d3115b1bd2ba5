package io.coral.grpc.wire;

import io.coral.domain.query.Coverage;
import io.coral.domain.query.ErrorRate;
import io.coral.domain.query.ErrorRateSeries;
import io.coral.domain.query.ErrorRates;
import io.coral.domain.query.ErrorShare;
import io.coral.domain.query.Note;
import io.coral.domain.query.Percentile;
import io.coral.domain.query.PercentileSeries;
import io.coral.domain.query.PercentileValues;
import io.coral.domain.query.Percentiles;
import io.coral.domain.query.Series;
import io.coral.domain.query.ServiceAnswer;
import io.coral.domain.query.ServiceInfo;
import io.coral.domain.query.SqlHead;
import io.coral.domain.query.SqlPlan;
import io.coral.domain.query.SqlResult;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.query.SystemMetrics;
import io.coral.domain.query.SystemMetrics.Utilization;
import io.coral.domain.query.TraceList;
import io.coral.domain.query.TraceSummary;
import io.coral.domain.sql.SqlBatch;
import io.coral.domain.sql.SqlCells;
import io.coral.domain.sql.SqlColumn;
import io.coral.domain.sql.SqlValue;
import io.coral.domain.value.TraceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any answer that a colony may give. */
final class Answers {
  private static final int DEPTH = 2;

  private Answers() {}

  static Arbitrary<ServiceInfo> serviceInfo() {
    return Combinators.combine(
            Questions.serviceName(),
            AnyText.text(),
            AnyText.text(),
            Arbitraries.integers().greaterOrEqual(0),
            instant())
        .as(ServiceInfo::new);
  }

  static Arbitrary<Percentile> percentile() {
    return Combinators.combine(
            Arbitraries.doubles(),
            AnyText.text(),
            Arbitraries.longs().greaterOrEqual(1),
            AnyText.text(),
            Arbitraries.doubles().between(0, 1),
            Questions.timeWindow(),
            notes())
        .as(Percentile::new);
  }

  static Arbitrary<ErrorRate> errorRate() {
    return Combinators.combine(
            Arbitraries.longs().between(1, Long.MAX_VALUE),
            Arbitraries.doubles().between(0, 1),
            Questions.timeWindow(),
            notes())
        .as(
            (requests, share, applied, notes) ->
                new ErrorRate(
                    Math.min(requests, (long) (share * requests)), requests, applied, notes));
  }

  static Arbitrary<Percentiles> percentiles() {
    return Questions.quantiles()
        .flatMap(
            quantiles ->
                Combinators.combine(services(values(quantiles.count())), coverage())
                    .as((services, coverage) -> new Percentiles(quantiles, services, coverage)));
  }

  static Arbitrary<PercentileSeries> percentileSeries() {
    return Questions.quantiles()
        .flatMap(
            quantiles ->
                Combinators.combine(
                        Questions.step(), services(series(values(quantiles.count()))), coverage())
                    .as(
                        (step, services, coverage) ->
                            new PercentileSeries(quantiles, step, services, coverage)));
  }

  static Arbitrary<ErrorRates> errorRates() {
    return Combinators.combine(services(errorShare()), coverage()).as(ErrorRates::new);
  }

  static Arbitrary<ErrorRateSeries> errorRateSeries() {
    return Combinators.combine(Questions.step(), services(series(errorShare())), coverage())
        .as(ErrorRateSeries::new);
  }

  private static <A> Arbitrary<List<ServiceAnswer<A>>> services(Arbitrary<A> answer) {
    return Combinators.combine(Questions.serviceName(), answer)
        .as((name, each) -> new ServiceAnswer<>(name, each))
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  /** Points whose starts are some seconds apart. */
  private static <A> Arbitrary<Series<A>> series(Arbitrary<A> answer) {
    return Combinators.combine(
            instant(),
            Combinators.combine(Arbitraries.integers().between(1, 900), answer)
                .as(Map::entry)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3))
        .as(
            (first, gaps) -> {
              var points = new ArrayList<Series.Point<A>>();
              Instant start = first;
              for (var gap : gaps) {
                start = start.plusSeconds(gap.getKey());
                points.add(new Series.Point<>(start, gap.getValue()));
              }
              return new Series<>(points);
            });
  }

  private static Arbitrary<PercentileValues> values(int count) {
    return Combinators.combine(
            Arbitraries.doubles().list().ofSize(count),
            AnyText.text(),
            Arbitraries.longs().greaterOrEqual(1),
            AnyText.text(),
            Arbitraries.doubles().between(0, 1))
        .as(PercentileValues::new);
  }

  private static Arbitrary<ErrorShare> errorShare() {
    return Combinators.combine(
            Arbitraries.longs().between(1, Long.MAX_VALUE), Arbitraries.doubles().between(0, 1))
        .as(
            (requests, share) ->
                new ErrorShare(Math.min(requests, (long) (share * requests)), requests));
  }

  private static Arbitrary<Coverage> coverage() {
    return Combinators.combine(
            Questions.timeWindow(), Arbitraries.integers().greaterOrEqual(0), notes())
        .as(Coverage::new);
  }

  static Arbitrary<TraceList> traceList() {
    return Combinators.combine(
            trace().list().ofMaxSize(3),
            Arbitraries.longs().between(0, Long.MAX_VALUE - 3),
            Questions.timeWindow(),
            notes())
        .as(
            (traces, more, applied, notes) ->
                new TraceList(traces, traces.size() + more, applied, notes));
  }

  static Arbitrary<SystemMetrics> systemMetrics() {
    return Combinators.combine(
            utilization().optional(),
            utilization().optional(),
            Arbitraries.doubles()
                .optional()
                .map(bytes -> bytes.map(OptionalDouble::of).orElse(OptionalDouble.empty())),
            Arbitraries.longs().greaterOrEqual(1),
            Questions.timeWindow(),
            notes())
        .as(SystemMetrics::new);
  }

  static Arbitrary<SqlResult> sqlResult() {
    return Arbitraries.integers().between(0, 4).flatMap(Answers::sqlResult);
  }

  private static Arbitrary<SqlResult> sqlResult(int columns) {
    return Combinators.combine(
            column().list().ofSize(columns),
            cell(DEPTH).list().ofSize(columns).list().ofMaxSize(3),
            Arbitraries.of(true, false),
            Arbitraries.integers().between(1, 10_000),
            Questions.timeWindow(),
            notes())
        .as(SqlResult::new);
  }

  static Arbitrary<SqlPlan> sqlPlan() {
    return Combinators.combine(
            AnyText.text(),
            column().list().ofMaxSize(4),
            Arbitraries.longs().greaterOrEqual(1),
            Questions.timeWindow(),
            notes())
        .as(SqlPlan::new);
  }

  static Arbitrary<SqlHead> sqlHead() {
    return Combinators.combine(
            column().list().ofMaxSize(4),
            Arbitraries.longs().greaterOrEqual(1),
            Questions.timeWindow())
        .as(SqlHead::new);
  }

  static Arbitrary<SqlStreamEnd> sqlStreamEnd() {
    return Combinators.combine(
            Arbitraries.longs().greaterOrEqual(0),
            Arbitraries.of(true, false),
            Arbitraries.longs().between(0, 600_000).map(Duration::ofMillis),
            notes())
        .as(SqlStreamEnd::new);
  }

  /** Up to 70 rows: more than a byte of null bits has, and more than a long of them. */
  static Arbitrary<SqlBatch> sqlBatch() {
    return Arbitraries.integers()
        .between(0, 70)
        .flatMap(
            rows ->
                cells(rows)
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(4)
                    .map(columns -> new SqlBatch(rows, columns)));
  }

  private static Arbitrary<SqlCells> cells(int rows) {
    return Arbitraries.oneOf(
        Combinators.combine(Arbitraries.longs().array(long[].class).ofSize(rows), nulls(rows))
            .as(SqlCells.Int64s::new),
        Combinators.combine(Arbitraries.longs().array(long[].class).ofSize(rows), nulls(rows))
            .as(SqlCells.Timestamps::new),
        Combinators.combine(
                Arbitraries.oneOf(
                        Arbitraries.doubles(), Arbitraries.of(Double.NaN, -0.0, Double.MAX_VALUE))
                    .array(double[].class)
                    .ofSize(rows),
                nulls(rows))
            .as(SqlCells.Float64s::new),
        Combinators.combine(
                Arbitraries.of(true, false).array(boolean[].class).ofSize(rows), nulls(rows))
            .as(SqlCells.Bools::new),
        Combinators.combine(AnyText.text().array(String[].class).ofSize(rows), nulls(rows))
            .as(SqlCells.Texts::new),
        cell(DEPTH).list().ofSize(rows).map(SqlCells.Mixed::new));
  }

  private static Arbitrary<BitSet> nulls(int rows) {
    return rows == 0
        ? Arbitraries.just(new BitSet())
        : Arbitraries.integers()
            .between(0, rows - 1)
            .list()
            .ofMaxSize(rows)
            .map(
                set -> {
                  var nulls = new BitSet();
                  set.forEach(nulls::set);
                  return nulls;
                });
  }

  static Arbitrary<SqlValue> scalarCell() {
    return Arbitraries.oneOf(
        Arbitraries.just(new SqlValue.Null()),
        Arbitraries.of(true, false).map(SqlValue.Bool::new),
        Arbitraries.longs().map(SqlValue.Int64::new),
        Arbitraries.oneOf(
                Arbitraries.doubles(),
                Arbitraries.of(
                    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0))
            .map(SqlValue.Float64::new),
        AnyText.text().map(SqlValue.Text::new),
        Arbitraries.bytes().list().ofMaxSize(9).map(SqlValue.Bytes::new),
        instant().map(SqlValue.Timestamp::new));
  }

  private static Arbitrary<SqlColumn> column() {
    return Combinators.combine(AnyText.text(), AnyText.text()).as(SqlColumn::new);
  }

  private static Arbitrary<SqlValue> cell(int depth) {
    Arbitrary<SqlValue> single = scalarCell();
    if (depth == 0) {
      return single;
    }
    return Arbitraries.oneOf(
        single,
        cell(depth - 1).list().ofMaxSize(3).map(SqlValue.ListOf::new),
        Combinators.combine(AnyText.text(), cell(depth - 1))
            .as(SqlValue.Field::new)
            .list()
            .ofMaxSize(3)
            .map(SqlValue.Struct::new));
  }

  private static Arbitrary<TraceSummary> trace() {
    return Combinators.combine(
            Arbitraries.strings()
                .withChars("0123456789abcdef")
                .ofLength(31)
                .map(digits -> new TraceId(digits + "1")),
            AnyText.text(),
            Arbitraries.longs().greaterOrEqual(0).map(Duration::ofNanos),
            instant(),
            AnyText.text(),
            AnyText.text(),
            Arbitraries.longs().greaterOrEqual(1),
            Arbitraries.longs().greaterOrEqual(0))
        .as(TraceSummary::new);
  }

  private static Arbitrary<Utilization> utilization() {
    return Combinators.combine(Arbitraries.doubles(), Arbitraries.doubles(), AnyText.text())
        .as(Utilization::new);
  }

  private static Arbitrary<List<Note>> notes() {
    return Combinators.combine(Arbitraries.of(Note.Code.class), AnyText.text())
        .as(Note::new)
        .list()
        .ofMaxSize(2);
  }

  private static Arbitrary<Instant> instant() {
    return Questions.timeWindow().map(window -> window.to());
  }
}

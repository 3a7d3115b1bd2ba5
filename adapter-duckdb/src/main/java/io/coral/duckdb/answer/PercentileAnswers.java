package io.coral.duckdb.answer;

import static io.coral.domain.query.GetPercentile.NEWER_REQUEST_DURATION;
import static io.coral.domain.query.GetPercentile.REQUEST_DURATION;
import static io.coral.duckdb.schema.store.Tables.STREAM;
import static io.coral.duckdb.table.Rows.DURATIONS;
import static io.coral.duckdb.table.Rows.METRICS;
import static io.coral.duckdb.table.Rows.SERVICES;
import static io.coral.duckdb.table.Rows.VALUES;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.SQLDataType.BIGINT;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.histogram.LogBuckets;
import io.coral.domain.histogram.LogHistogram;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.NearNames;
import io.coral.domain.query.Percentile;
import io.coral.domain.telemetry.MetricUnit;
import io.coral.domain.value.MetricName;
import io.vavr.control.Either;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.Select;

/**
 * Computes percentiles: DuckDB adds up the buckets of the window, and the domain's histogram finds
 * the value, so that there is one formula.
 */
final class PercentileAnswers {
  private final DSLContext dsl;
  private final GetPercentile asked;
  private final Senders senders;
  private final Told told;
  private final AppliedWindow applied;

  PercentileAnswers(DSLContext dsl, GetPercentile asked, Senders senders, Told told) {
    this.dsl = dsl;
    this.asked = asked;
    this.senders = senders;
    this.told = told;
    this.applied = told.applied();
  }

  Either<QueryFailure, Percentile> answer() {
    boolean duration = asked.metric().equals(REQUEST_DURATION);
    Optional<Percentile> found = duration ? ofSpans() : Optional.empty();
    found = found.or(() -> ofMetric(asked.metric()));
    if (duration) {
      found = found.or(() -> ofMetric(NEWER_REQUEST_DURATION));
    }
    return found
        .<Either<QueryFailure, Percentile>>map(Either::right)
        .orElseGet(() -> Either.left(duration || isReceived() ? noData(duration) : unknown()));
  }

  private Optional<Percentile> ofSpans() {
    var spread =
        dsl.select(min(SERVICES.MIN_NS), max(SERVICES.MAX_NS))
            .from(told.services())
            .where(senders.sent(SERVICES.SENDER_ID), SERVICES.REQUEST_COUNT.gt(0L))
            .fetchSingle();
    if (spread.value1() == null) {
      return Optional.empty();
    }
    var merged =
        merged(
            select(DURATIONS.BUCKET, sum(DURATIONS.REQUEST_COUNT).cast(BIGINT))
                .from(told.durations())
                .where(senders.sent(DURATIONS.SENDER_ID))
                .groupBy(DURATIONS.BUCKET));
    return percentile(
        merged,
        spread.value1().doubleValue(),
        spread.value2().doubleValue(),
        MetricUnit.NANOSECONDS,
        Percentile.FROM_SPANS,
        LogBuckets.RELATIVE_ERROR);
  }

  /** Values of one name but several units cannot be merged; the unit with most values is read. */
  private Optional<Percentile> ofMetric(MetricName metric) {
    return dsl.select(
            STREAM.UNIT,
            min(METRICS.SAMPLE_MIN),
            max(METRICS.SAMPLE_MAX),
            max(METRICS.RELATIVE_ERROR))
        .from(told.metrics())
        .join(STREAM)
        .on(STREAM.STREAM_ID.eq(METRICS.STREAM_ID))
        .where(isOf(metric))
        .groupBy(STREAM.UNIT)
        .orderBy(sum(METRICS.SAMPLE_COUNT).desc(), STREAM.UNIT)
        .limit(1)
        .fetchOptional()
        .flatMap(
            found ->
                percentile(
                    mergedOf(metric, found.value1()),
                    found.value2(),
                    found.value3(),
                    found.value1(),
                    metric.value(),
                    found.value4()));
  }

  private LogHistogram mergedOf(MetricName metric, String unit) {
    return merged(
        select(VALUES.BUCKET, sum(VALUES.SAMPLE_COUNT).cast(BIGINT))
            .from(told.values())
            .where(
                VALUES.STREAM_ID.in(
                    select(STREAM.STREAM_ID)
                        .from(STREAM)
                        .where(isOf(metric), STREAM.UNIT.eq(unit))))
            .groupBy(VALUES.BUCKET));
  }

  private LogHistogram merged(Select<Record2<Integer, Long>> buckets) {
    var histogram = new LogHistogram.Builder();
    dsl.fetch(buckets).forEach(row -> histogram.addBucket(row.value1(), row.value2()));
    return histogram.build();
  }

  private Optional<Percentile> percentile(
      LogHistogram merged,
      double lowest,
      double highest,
      String unit,
      String source,
      double relativeError) {
    return merged.quantile(asked.quantile()).stream()
        .mapToObj(
            value ->
                new Percentile(
                    // A bucket's representative may lie beyond all values that are in it.
                    Math.clamp(value, lowest, highest),
                    unit,
                    merged.count(),
                    source,
                    relativeError,
                    applied.window(),
                    applied.notes()))
        .findFirst();
  }

  private boolean isReceived() {
    return dsl.fetchExists(STREAM, isOf(asked.metric()));
  }

  private Condition isOf(MetricName metric) {
    return STREAM.METRIC.eq(metric.value()).and(senders.sent(STREAM.SENDER_ID));
  }

  private QueryFailure unknown() {
    List<String> received =
        dsl.selectDistinct(STREAM.METRIC)
            .from(STREAM)
            .where(senders.sent(STREAM.SENDER_ID))
            .fetch(STREAM.METRIC);
    return new QueryFailure.NotFound(
        QueryFailure.NotFound.Kind.METRIC,
        asked.metric().value(),
        NearNames.of(
            asked.metric().value(),
            Stream.concat(Stream.of(REQUEST_DURATION.value()), received.stream()).toList()));
  }

  private QueryFailure noData(boolean duration) {
    return new QueryFailure.NoData(
        senders.name() + " " + asked.metric(),
        applied.window(),
        LastData.of(
            dsl,
            senders::sent,
            duration,
            duration
                ? List.of(REQUEST_DURATION, NEWER_REQUEST_DURATION)
                : List.of(asked.metric())));
  }
}

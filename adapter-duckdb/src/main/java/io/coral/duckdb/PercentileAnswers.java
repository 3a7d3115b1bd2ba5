package io.coral.duckdb;

import static io.coral.domain.query.GetPercentile.NEWER_REQUEST_DURATION;
import static io.coral.domain.query.GetPercentile.REQUEST_DURATION;
import static io.coral.duckdb.schema.store.Tables.DURATION_BUCKET;
import static io.coral.duckdb.schema.store.Tables.METRIC_BUCKET;
import static io.coral.duckdb.schema.store.Tables.METRIC_DELTA;
import static io.coral.duckdb.schema.store.Tables.SERVICE_DELTA;
import static io.coral.duckdb.schema.store.Tables.STREAM;
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
  private final AppliedWindow applied;

  PercentileAnswers(DSLContext dsl, GetPercentile asked, Senders senders, AppliedWindow applied) {
    this.dsl = dsl;
    this.asked = asked;
    this.senders = senders;
    this.applied = applied;
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
    Condition inWindow =
        senders.sent(SERVICE_DELTA.SENDER_ID).and(applied.covers(SERVICE_DELTA.MINUTE));
    var spread =
        dsl.select(min(SERVICE_DELTA.MIN_NS), max(SERVICE_DELTA.MAX_NS))
            .from(SERVICE_DELTA)
            .where(inWindow, SERVICE_DELTA.REQUEST_COUNT.gt(0L))
            .fetchSingle();
    if (spread.value1() == null) {
      return Optional.empty();
    }
    var merged =
        merged(
            select(DURATION_BUCKET.BUCKET, sum(DURATION_BUCKET.REQUEST_COUNT).cast(BIGINT))
                .from(DURATION_BUCKET)
                .where(
                    senders.sent(DURATION_BUCKET.SENDER_ID), applied.covers(DURATION_BUCKET.MINUTE))
                .groupBy(DURATION_BUCKET.BUCKET));
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
            min(METRIC_DELTA.SAMPLE_MIN),
            max(METRIC_DELTA.SAMPLE_MAX),
            max(METRIC_DELTA.RELATIVE_ERROR))
        .from(METRIC_DELTA)
        .join(STREAM)
        .on(STREAM.STREAM_ID.eq(METRIC_DELTA.STREAM_ID))
        .where(isOf(metric), applied.covers(METRIC_DELTA.MINUTE))
        .groupBy(STREAM.UNIT)
        .orderBy(sum(METRIC_DELTA.SAMPLE_COUNT).desc(), STREAM.UNIT)
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
        select(METRIC_BUCKET.BUCKET, sum(METRIC_BUCKET.SAMPLE_COUNT).cast(BIGINT))
            .from(METRIC_BUCKET)
            .where(
                METRIC_BUCKET.STREAM_ID.in(
                    select(STREAM.STREAM_ID)
                        .from(STREAM)
                        .where(isOf(metric), STREAM.UNIT.eq(unit))),
                applied.covers(METRIC_BUCKET.MINUTE))
            .groupBy(METRIC_BUCKET.BUCKET));
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
    var last =
        duration
            ? Stream.of(
                LastMinute.of(
                    dsl,
                    SERVICE_DELTA.MINUTE,
                    SERVICE_DELTA,
                    senders.sent(SERVICE_DELTA.SENDER_ID).and(SERVICE_DELTA.REQUEST_COUNT.gt(0L))),
                lastReceived(REQUEST_DURATION),
                lastReceived(NEWER_REQUEST_DURATION))
            : Stream.of(lastReceived(asked.metric()));
    return new QueryFailure.NoData(
        senders.name() + " " + asked.metric(),
        applied.window(),
        LastMinute.window(last.flatMap(Optional::stream)));
  }

  private Optional<io.coral.domain.time.Minute> lastReceived(MetricName metric) {
    return LastMinute.of(
        dsl,
        METRIC_DELTA.MINUTE,
        METRIC_DELTA,
        METRIC_DELTA.STREAM_ID.in(select(STREAM.STREAM_ID).from(STREAM).where(isOf(metric))));
  }
}

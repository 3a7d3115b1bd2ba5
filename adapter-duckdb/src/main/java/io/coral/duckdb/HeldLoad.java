package io.coral.duckdb;

import static io.coral.duckdb.schema.store.Tables.DURATION_BUCKET;
import static io.coral.duckdb.schema.store.Tables.METRIC_BUCKET;
import static io.coral.duckdb.schema.store.Tables.METRIC_DELTA;
import static io.coral.duckdb.schema.store.Tables.SENDER;
import static io.coral.duckdb.schema.store.Tables.SERVICE_DELTA;
import static io.coral.duckdb.schema.store.Tables.STREAM;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.arrayAgg;

import io.coral.domain.histogram.LogBuckets;
import io.coral.domain.histogram.LogHistogram;
import io.coral.domain.value.Label;
import io.coral.domain.value.ServiceInstance;
import io.coral.domain.value.ServiceName;
import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;

/**
 * Reads the last two hours out of the store, row by row: a delta, and each of its buckets, is a
 * cell that is merged with the others of its minute.
 */
final class HeldLoad {
  private static final double HIGHEST = Double.NEGATIVE_INFINITY;
  private static final double LOWEST = Double.POSITIVE_INFINITY;

  private record Stream(ServiceInstance sender, Held.Metric metric) {}

  private final DSLContext dsl;
  private final Held.Filling filling;
  private final Map<Integer, ServiceInstance> senders = new HashMap<>();
  private final Map<Integer, Stream> streams = new HashMap<>();

  HeldLoad(DSLContext dsl, Held.Filling filling) {
    this.dsl = dsl;
    this.filling = filling;
  }

  void run() {
    names();
    requests();
    values();
  }

  private void names() {
    dsl.selectFrom(SENDER)
        .forEach(
            row -> {
              var sender =
                  new ServiceInstance(
                      new ServiceName(row.getService()),
                      new Label(row.getNamespace()),
                      new Label(row.getRegion()),
                      new Label(row.getInstance()));
              senders.put(row.getSenderId(), sender);
              filling.known(sender);
            });
    dsl.selectFrom(STREAM)
        .forEach(
            row ->
                streams.put(
                    row.getStreamId(),
                    new Stream(
                        requireNonNull(senders.get(row.getSenderId()), "a stream of nobody"),
                        new Held.Metric(row.getMetric(), row.getUnit()))));
  }

  private void requests() {
    dsl.select(
            SERVICE_DELTA.SENDER_ID,
            SERVICE_DELTA.MINUTE,
            SERVICE_DELTA.REQUEST_COUNT,
            SERVICE_DELTA.ERROR_COUNT,
            SERVICE_DELTA.MIN_NS,
            SERVICE_DELTA.MAX_NS)
        .from(SERVICE_DELTA)
        .where(SERVICE_DELTA.MINUTE.ge(filling.floor()))
        .forEach(
            row ->
                filling.requests(
                    sender(row.value1()),
                    row.value2(),
                    new HeldCell(
                        row.value3(),
                        row.value4(),
                        row.value5() == null ? LOWEST : row.value5(),
                        row.value6() == null ? HIGHEST : row.value6(),
                        LogBuckets.RELATIVE_ERROR,
                        LogHistogram.empty())));
    dsl.select(
            DURATION_BUCKET.SENDER_ID,
            DURATION_BUCKET.MINUTE,
            arrayAgg(DURATION_BUCKET.BUCKET),
            arrayAgg(DURATION_BUCKET.REQUEST_COUNT))
        .from(DURATION_BUCKET)
        .where(DURATION_BUCKET.MINUTE.ge(filling.floor()))
        .groupBy(DURATION_BUCKET.SENDER_ID, DURATION_BUCKET.MINUTE)
        .forEach(
            row ->
                filling.requests(
                    sender(row.value1()), row.value2(), buckets(row.value3(), row.value4())));
  }

  private void values() {
    dsl.select(
            METRIC_DELTA.STREAM_ID,
            METRIC_DELTA.MINUTE,
            METRIC_DELTA.SAMPLE_COUNT,
            METRIC_DELTA.SAMPLE_MIN,
            METRIC_DELTA.SAMPLE_MAX,
            METRIC_DELTA.RELATIVE_ERROR)
        .from(METRIC_DELTA)
        .where(METRIC_DELTA.MINUTE.ge(filling.floor()))
        .forEach(
            row ->
                values(
                    row.value1(),
                    row.value2(),
                    new HeldCell(
                        row.value3(),
                        0,
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        LogHistogram.empty())));
    dsl.select(
            METRIC_BUCKET.STREAM_ID,
            METRIC_BUCKET.MINUTE,
            arrayAgg(METRIC_BUCKET.BUCKET),
            arrayAgg(METRIC_BUCKET.SAMPLE_COUNT))
        .from(METRIC_BUCKET)
        .where(METRIC_BUCKET.MINUTE.ge(filling.floor()))
        .groupBy(METRIC_BUCKET.STREAM_ID, METRIC_BUCKET.MINUTE)
        .forEach(row -> values(row.value1(), row.value2(), buckets(row.value3(), row.value4())));
  }

  private void values(int streamId, long minute, HeldCell cell) {
    var stream = requireNonNull(streams.get(streamId), "values of no stream");
    filling.values(stream.sender(), stream.metric(), minute, cell);
  }

  private ServiceInstance sender(int id) {
    return requireNonNull(senders.get(id), "summaries of nobody");
  }

  /** What a histogram adds to the cell that its delta made. */
  private static HeldCell buckets(Integer[] buckets, Long[] counts) {
    var histogram = new LogHistogram.Builder();
    for (int i = 0; i < buckets.length; i++) {
      histogram.addBucket(buckets[i], counts[i]);
    }
    return new HeldCell(0, 0, LOWEST, HIGHEST, 0, histogram.build());
  }
}

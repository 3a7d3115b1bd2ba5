package io.coral.duckdb.held;

import static io.coral.duckdb.schema.store.Tables.SENDER;
import static io.coral.duckdb.schema.store.Tables.STREAM;
import static io.coral.duckdb.table.Rows.DURATIONS;
import static io.coral.duckdb.table.Rows.METRICS;
import static io.coral.duckdb.table.Rows.SERVICES;
import static io.coral.duckdb.table.Rows.VALUES;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.arrayAgg;
import static org.jooq.impl.DSL.asterisk;
import static org.jooq.impl.DSL.select;

import io.coral.domain.histogram.LogBuckets;
import io.coral.domain.histogram.LogHistogram;
import io.coral.domain.value.Label;
import io.coral.domain.value.ServiceInstance;
import io.coral.domain.value.ServiceName;
import io.coral.duckdb.table.Extent;
import io.coral.duckdb.table.Progress;
import io.coral.duckdb.table.Summary;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Table;

/**
 * Reads a stretch of time out of the store, row by row: a delta, and each of its histograms, is a
 * cell that is merged with the others of its minute or hour. Where they take more room than there
 * is, it stops.
 */
public final class HeldLoad implements HeldSource {
  private static final double HIGHEST = Double.NEGATIVE_INFINITY;
  private static final double LOWEST = Double.POSITIVE_INFINITY;

  private record Named(ServiceInstance sender, HeldSenders.Metric metric) {}

  /** Puts a cell where it belongs, and returns by how many bytes that grew. */
  private interface Put {
    long at(HeldCells cells, long minute, HeldCell cell);
  }

  private final DSLContext dsl;

  public HeldLoad(DSLContext dsl) {
    this.dsl = dsl;
  }

  @Override
  public Progress progress() {
    return Progress.of(dsl);
  }

  @Override
  public OptionalLong firstHour() {
    return Extent.firstHour(dsl);
  }

  @Override
  public long cellsOfMinutes(long from, long to) {
    return cells(Summary::minutes, from, to);
  }

  @Override
  public long cellsOfHours(long from, long to) {
    return cells(Summary::hours, from, to);
  }

  private long cells(Function<Summary, Table<?>> level, long from, long to) {
    return Stream.of(Summary.SERVICE, Summary.METRIC)
        .mapToLong(summary -> dsl.fetchCount(level.apply(summary), Summary.between(from, to)))
        .sum();
  }

  @Override
  public Optional<HeldSenders> minutes(long from, long to, long room) {
    return new Reading(Summary::minutes, from, to, room, HeldCells::addMinute).all();
  }

  @Override
  public Optional<HeldSenders> hours(long from, long to, long room) {
    return new Reading(Summary::hours, from, to, room, HeldCells::addHour).all();
  }

  /** One stretch, of one level. */
  private final class Reading {
    private final Function<Summary, Table<?>> level;
    private final long from;
    private final long to;
    private final Put put;
    private final HeldSenders read = new HeldSenders();
    private long room;
    private final Map<Integer, ServiceInstance> senders = new HashMap<>();
    private final Map<Integer, Named> streams = new HashMap<>();

    private Reading(Function<Summary, Table<?>> level, long from, long to, long room, Put put) {
      this.level = level;
      this.from = from;
      this.to = to;
      this.room = room;
      this.put = put;
    }

    private Optional<HeldSenders> all() {
      names();
      requests();
      values();
      return room < 0 ? Optional.empty() : Optional.of(read);
    }

    /** Reads rows until there are no more, or no room for them. */
    private <R extends Record> void each(ResultQuery<R> query, ToLongFunction<R> put) {
      if (room < 0) {
        return;
      }
      try (Cursor<R> rows = query.fetchLazy()) {
        while (room >= 0 && rows.hasNext()) {
          room -= put.applyAsLong(requireNonNull(rows.fetchNext(), "a row that was there is gone"));
        }
      }
    }

    private Table<?> rows(Summary summary, Table<?> name) {
      return select(asterisk())
          .from(level.apply(summary))
          .where(Summary.between(from, to))
          .asTable(name);
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
                read.sender(sender);
              });
      dsl.selectFrom(STREAM)
          .forEach(
              row ->
                  streams.put(
                      row.getStreamId(),
                      new Named(
                          requireNonNull(senders.get(row.getSenderId()), "a stream of nobody"),
                          new HeldSenders.Metric(row.getMetric(), row.getUnit()))));
    }

    private void requests() {
      each(
          dsl.select(
                  SERVICES.SENDER_ID,
                  SERVICES.MINUTE,
                  SERVICES.REQUEST_COUNT,
                  SERVICES.ERROR_COUNT,
                  SERVICES.MIN_NS,
                  SERVICES.MAX_NS)
              .from(rows(Summary.SERVICE, SERVICES)),
          row ->
              put.at(
                  requestsOf(row.value1()),
                  row.value2(),
                  new HeldCell(
                      row.value3(),
                      row.value4(),
                      row.value5() == null ? LOWEST : row.value5(),
                      row.value6() == null ? HIGHEST : row.value6(),
                      LogBuckets.RELATIVE_ERROR,
                      LogHistogram.empty())));
      each(
          dsl.select(
                  DURATIONS.SENDER_ID,
                  DURATIONS.MINUTE,
                  arrayAgg(DURATIONS.BUCKET),
                  arrayAgg(DURATIONS.REQUEST_COUNT))
              .from(rows(Summary.DURATION_BUCKET, DURATIONS))
              .groupBy(DURATIONS.SENDER_ID, DURATIONS.MINUTE),
          row ->
              put.at(requestsOf(row.value1()), row.value2(), buckets(row.value3(), row.value4())));
    }

    private void values() {
      each(
          dsl.select(
                  METRICS.STREAM_ID,
                  METRICS.MINUTE,
                  METRICS.SAMPLE_COUNT,
                  METRICS.SAMPLE_MIN,
                  METRICS.SAMPLE_MAX,
                  METRICS.RELATIVE_ERROR)
              .from(rows(Summary.METRIC, METRICS)),
          row ->
              put.at(
                  valuesOf(row.value1()),
                  row.value2(),
                  new HeldCell(
                      row.value3(),
                      0,
                      row.value4(),
                      row.value5(),
                      row.value6(),
                      LogHistogram.empty())));
      each(
          dsl.select(
                  VALUES.STREAM_ID,
                  VALUES.MINUTE,
                  arrayAgg(VALUES.BUCKET),
                  arrayAgg(VALUES.SAMPLE_COUNT))
              .from(rows(Summary.METRIC_BUCKET, VALUES))
              .groupBy(VALUES.STREAM_ID, VALUES.MINUTE),
          row -> put.at(valuesOf(row.value1()), row.value2(), buckets(row.value3(), row.value4())));
    }

    private HeldCells requestsOf(int senderId) {
      return read.requests(requireNonNull(senders.get(senderId), "summaries of nobody"));
    }

    private HeldCells valuesOf(int streamId) {
      var stream = requireNonNull(streams.get(streamId), "values of no stream");
      return read.values(stream.sender(), stream.metric());
    }
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

package io.coral.duckdb.write;

import static io.coral.duckdb.schema.store.Store.STORE;
import static io.coral.duckdb.schema.store.Tables.DURATION_BUCKET_RECENT;
import static io.coral.duckdb.schema.store.Tables.DURATION_HISTOGRAM_HOUR;
import static io.coral.duckdb.schema.store.Tables.IMPORTED_REQUEST;
import static io.coral.duckdb.schema.store.Tables.LATE_HOUR;
import static io.coral.duckdb.schema.store.Tables.METRIC_BUCKET_RECENT;
import static io.coral.duckdb.schema.store.Tables.METRIC_DELTA_HOUR;
import static io.coral.duckdb.schema.store.Tables.METRIC_DELTA_RECENT;
import static io.coral.duckdb.schema.store.Tables.METRIC_HISTOGRAM_HOUR;
import static io.coral.duckdb.schema.store.Tables.SENDER;
import static io.coral.duckdb.schema.store.Tables.SERVICE_DELTA_HOUR;
import static io.coral.duckdb.schema.store.Tables.SERVICE_DELTA_RECENT;
import static io.coral.duckdb.schema.store.Tables.STREAM;
import static io.coral.duckdb.schema.store.Tables.STREAM_STATE;
import static io.coral.duckdb.schema.store.Tables.TRACE_DELTA;

import io.coral.domain.histogram.LogHistogram;
import io.coral.domain.summary.MetricDelta;
import io.coral.domain.summary.ServiceDelta;
import io.coral.domain.summary.StreamStateCodec;
import io.coral.domain.summary.TraceDelta;
import io.coral.domain.time.Minute;
import io.coral.duckdb.table.HistogramRow;
import io.coral.duckdb.table.Hours;
import io.coral.duckdb.table.TraceIds;
import io.coral.ports.SummaryBatch;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of a batch, table by table, within the transaction of its connection. The order
 * of the columns is that of tables.sql.
 */
final class DeltaAppender {
  private final DuckDBConnection connection;
  private final Dictionary dictionary;
  private final long rolledUntil;
  private final long now;

  /**
   * @param rolledUntil hours before were rolled up, and get what is late for them
   * @param now the time of the commit
   */
  DeltaAppender(DuckDBConnection connection, Dictionary dictionary, long rolledUntil, Minute now) {
    this.connection = connection;
    this.dictionary = dictionary;
    this.rolledUntil = rolledUntil;
    this.now = now.epochMinute();
  }

  /** Writes one batch. */
  void append(SummaryBatch batch) throws SQLException {
    var deltas = batch.deltas();
    rows(SERVICE_DELTA_RECENT, deltas.services(), this::service);
    rows(DURATION_BUCKET_RECENT, deltas.services(), this::durations);
    rows(TRACE_DELTA, deltas.traces(), this::trace);
    rows(METRIC_DELTA_RECENT, deltas.metrics(), this::metric);
    rows(METRIC_BUCKET_RECENT, deltas.metrics(), this::values);
    late(batch);
    // Last, when every sender and stream of the batch has its number.
    rows(SENDER, dictionary.takeNewSenders(), DeltaAppender::sender);
    rows(STREAM, dictionary.takeNewStreams(), DeltaAppender::stream);
    rows(
        IMPORTED_REQUEST,
        List.copyOf(batch.requests()),
        (row, request) -> row.beginRow().append(Ledger.bytes(request)).append(now).endRow());
    rows(
        STREAM_STATE,
        List.copyOf(batch.streamStates().entrySet()),
        (row, stream) ->
            row.beginRow()
                .append(Ledger.bytes(stream.getKey()))
                .append(StreamStateCodec.toBytes(stream.getValue()))
                .append(now)
                .endRow());
  }

  /** What comes after its hour was rolled up counts in the hour, too. */
  private void late(SummaryBatch batch) throws SQLException {
    var services =
        batch.deltas().services().stream()
            .filter(delta -> isLate(delta.minute()))
            .map(DeltaAppender::inHour)
            .toList();
    var metrics =
        batch.deltas().metrics().stream()
            .filter(delta -> isLate(delta.minute()))
            .map(DeltaAppender::inHour)
            .toList();
    rows(SERVICE_DELTA_HOUR, services, this::service);
    rows(DURATION_HISTOGRAM_HOUR, services, this::durationsOfHour);
    rows(METRIC_DELTA_HOUR, metrics, this::metric);
    rows(METRIC_HISTOGRAM_HOUR, metrics, this::valuesOfHour);
    var hours =
        Stream.concat(
                services.stream().map(ServiceDelta::minute),
                metrics.stream().map(MetricDelta::minute))
            .distinct()
            .toList();
    rows(LATE_HOUR, hours, (row, hour) -> row.beginRow().append(hour.epochMinute()).endRow());
  }

  private boolean isLate(Minute minute) {
    return minute.epochMinute() < rolledUntil;
  }

  private static ServiceDelta inHour(ServiceDelta delta) {
    return new ServiceDelta(
        hourOf(delta.minute()),
        delta.sender(),
        delta.spanCount(),
        delta.requestCount(),
        delta.errorCount(),
        delta.durations());
  }

  private static MetricDelta inHour(MetricDelta delta) {
    return new MetricDelta(
        hourOf(delta.minute()),
        delta.sender(),
        delta.metric(),
        delta.state(),
        delta.unit(),
        delta.kind(),
        delta.count(),
        delta.sum(),
        delta.min(),
        delta.max(),
        delta.histogram(),
        delta.relativeError());
  }

  private static Minute hourOf(Minute minute) {
    return new Minute(Hours.hourOf(minute.epochMinute()));
  }

  private void service(DuckDBAppender row, ServiceDelta delta) throws SQLException {
    boolean measured = !delta.durations().histogram().isEmpty();
    row.beginRow()
        .append(dictionary.idOf(delta.sender()))
        .append(delta.minute().epochMinute())
        .append(delta.spanCount())
        .append(delta.requestCount())
        .append(delta.errorCount())
        .append(delta.durations().sumNanos())
        .append(measured ? (Long) delta.durations().minNanos() : null)
        .append(measured ? (Long) delta.durations().maxNanos() : null)
        .endRow();
  }

  private void durations(DuckDBAppender row, ServiceDelta delta) throws SQLException {
    buckets(
        row,
        dictionary.idOf(delta.sender()),
        delta.minute().epochMinute(),
        delta.durations().histogram());
  }

  private void durationsOfHour(DuckDBAppender row, ServiceDelta delta) throws SQLException {
    histogram(
        row,
        dictionary.idOf(delta.sender()),
        delta.minute().epochMinute(),
        delta.durations().histogram());
  }

  private void trace(DuckDBAppender row, TraceDelta delta) throws SQLException {
    row.beginRow()
        .append(TraceIds.toUuid(delta.traceId()))
        .append(dictionary.idOf(delta.sender()))
        .append(delta.minute().epochMinute())
        .append(delta.spanCount())
        .append(delta.errorCount())
        .append(delta.firstStartUnixNano())
        .append(delta.lastEndUnixNano())
        .append(boxed(delta.longestEntryNanos()))
        .append(delta.lead().root())
        .append(delta.lead().startUnixNano())
        .append(delta.lead().spanId())
        .append(delta.lead().operation())
        .endRow();
  }

  private void metric(DuckDBAppender row, MetricDelta delta) throws SQLException {
    row.beginRow()
        .append(dictionary.idOf(delta))
        .append(delta.minute().epochMinute())
        .append(delta.count())
        .append(delta.sum())
        .append(delta.min())
        .append(delta.max())
        .append(delta.relativeError())
        .endRow();
  }

  private void values(DuckDBAppender row, MetricDelta delta) throws SQLException {
    buckets(row, dictionary.idOf(delta), delta.minute().epochMinute(), delta.histogram());
  }

  private void valuesOfHour(DuckDBAppender row, MetricDelta delta) throws SQLException {
    histogram(row, dictionary.idOf(delta), delta.minute().epochMinute(), delta.histogram());
  }

  private static void sender(DuckDBAppender row, Dictionary.NewSender added) throws SQLException {
    var sender = added.sender();
    row.beginRow()
        .append(added.id())
        .append(sender.service().value())
        .append(sender.namespace().value())
        .append(sender.region().value())
        .append(sender.instance().value())
        .endRow();
  }

  private static void stream(DuckDBAppender row, Dictionary.NewStream added) throws SQLException {
    var stream = added.stream();
    row.beginRow()
        .append(added.id())
        .append(stream.senderId())
        .append(stream.metric())
        .append(stream.state())
        .append(stream.unit())
        .endRow();
  }

  private void buckets(DuckDBAppender row, int id, long minute, LogHistogram histogram)
      throws SQLException {
    for (var bucket : Bucket.of(histogram)) {
      row.beginRow().append(id).append(minute).append(bucket.key()).append(bucket.count()).endRow();
    }
  }

  private void histogram(DuckDBAppender row, int id, long minute, LogHistogram histogram)
      throws SQLException {
    for (var part : HistogramRow.of(histogram)) {
      row.beginRow().append(id).append(minute);
      part.appendTo(row);
      row.endRow();
    }
  }

  private static @Nullable Long boxed(OptionalLong value) {
    return value.isPresent() ? (Long) value.getAsLong() : null;
  }

  private <T> void rows(Table<?> table, List<T> items, Rows<T> rows) throws SQLException {
    if (items.isEmpty()) {
      return;
    }
    try (var appender = connection.createAppender(STORE.getName(), table.getName())) {
      for (T item : items) {
        rows.append(appender, item);
      }
    }
  }

  /** Writes the rows of one item. */
  private interface Rows<T> {
    void append(DuckDBAppender row, T item) throws SQLException;
  }

  /** A bucket of a histogram as a value, since the rows it becomes may fail. */
  private record Bucket(int key, long count) {
    static List<Bucket> of(LogHistogram histogram) {
      var all = new ArrayList<Bucket>();
      histogram.forEach((key, count) -> all.add(new Bucket(key, count)));
      return all;
    }
  }
}

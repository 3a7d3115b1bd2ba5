package io.coral.duckdb.answer;

import static io.coral.duckdb.schema.store.Tables.STREAM;
import static io.coral.duckdb.table.Summary.MINUTE;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.INTEGER;

import io.coral.domain.time.Minute;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.MetricName;
import io.coral.duckdb.table.Extent;
import io.coral.duckdb.table.Hours;
import io.coral.duckdb.table.Progress;
import io.coral.duckdb.table.Summary;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;

/**
 * Finds when there was data last, for answers that found none: the last minute, or the last hour
 * where minutes are over.
 */
final class LastData {
  private static final Field<Integer> SENDER_ID = field(name("sender_id"), INTEGER);
  private static final Field<Integer> STREAM_ID = field(name("stream_id"), INTEGER);
  private static final Field<Long> REQUEST_COUNT = field(name("request_count"), BIGINT);

  private LastData() {}

  /**
   * Of the durations of requests or a metric.
   *
   * @param sent whether a sender is one of those asked about
   * @param spans whether spans count
   * @param metrics that count
   */
  static Optional<TimeWindow> of(
      DSLContext dsl,
      Function<Field<Integer>, Condition> sent,
      boolean spans,
      List<MetricName> metrics) {
    Condition streams =
        STREAM
            .METRIC
            .in(metrics.stream().map(MetricName::value).toList())
            .and(sent.apply(STREAM.SENDER_ID));
    return Stream.of(
            spans ? ofRequests(dsl, sent) : Optional.<TimeWindow>empty(), ofStreams(dsl, streams))
        .flatMap(Optional::stream)
        .max(Comparator.comparing(TimeWindow::to));
  }

  static Optional<TimeWindow> ofRequests(DSLContext dsl, Function<Field<Integer>, Condition> sent) {
    return window(dsl, Summary.SERVICE, sent.apply(SENDER_ID).and(REQUEST_COUNT.gt(0L)));
  }

  /**
   * Of the streams that a condition holds for.
   *
   * @param which about rows of {@link io.coral.duckdb.schema.store.tables.Stream}
   */
  static Optional<TimeWindow> ofStreams(DSLContext dsl, Condition which) {
    return window(
        dsl, Summary.METRIC, STREAM_ID.in(select(STREAM.STREAM_ID).from(STREAM).where(which)));
  }

  private static Optional<TimeWindow> window(DSLContext dsl, Summary summary, Condition which) {
    OptionalLong minute =
        Extent.minute(
            dsl,
            max(MINUTE),
            summary.minutes(),
            which.and(MINUTE.ge(Progress.of(dsl).minutesFrom())));
    if (minute.isPresent()) {
      return Optional.of(window(minute.getAsLong(), 1));
    }
    return Extent.minute(dsl, max(MINUTE), summary.hours(), which).stream()
        .mapToObj(hour -> window(hour, Hours.HOUR))
        .findFirst();
  }

  private static TimeWindow window(long minute, long minutes) {
    return new TimeWindow(new Minute(minute).start(), new Minute(minute + minutes).start());
  }
}

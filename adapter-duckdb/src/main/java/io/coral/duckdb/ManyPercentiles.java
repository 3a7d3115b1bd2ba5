package io.coral.duckdb;

import static io.coral.domain.query.GetPercentile.NEWER_REQUEST_DURATION;
import static io.coral.domain.query.GetPercentile.REQUEST_DURATION;
import static io.coral.duckdb.schema.store.Tables.METRIC_DELTA;
import static io.coral.duckdb.schema.store.Tables.SERVICE_DELTA;
import static io.coral.duckdb.schema.store.Tables.STREAM;
import static org.jooq.impl.DSL.select;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.NearNames;
import io.coral.domain.query.PercentileValues;
import io.coral.domain.time.Minute;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.Quantiles;
import io.coral.duckdb.Grid.Cell;
import io.vavr.control.Either;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/**
 * Computes the percentiles of many cells. DuckDB adds up the buckets of all of them with one scan,
 * and the domain's histogram finds the values, as for one.
 */
final class ManyPercentiles {
  private final DSLContext dsl;
  private final ScopedServices services;
  private final Grid grid;
  private final MetricName metric;
  private final boolean duration;

  ManyPercentiles(DSLContext dsl, ScopedServices services, Grid grid, MetricName metric) {
    this.dsl = dsl;
    this.services = services;
    this.grid = grid;
    this.metric = metric;
    this.duration = metric.equals(REQUEST_DURATION);
  }

  /** The cells with data, at least one and at most {@link Grid#most()}. */
  Either<QueryFailure, ManyCells<PercentileValues>> answer(Quantiles quantiles) {
    var spans = new SpanHistograms(dsl, services, grid);
    var received =
        new MetricHistograms(
            dsl,
            services,
            grid,
            duration ? List.of(REQUEST_DURATION, NEWER_REQUEST_DURATION) : List.of(metric));
    boolean isReceived = received.areKnown();
    if (!duration && !isReceived) {
      return Either.left(unknown());
    }
    Map<Cell, Spread> ofSpans = duration ? spans.spreads() : Map.of();
    var spreads = new HashMap<>(ofSpans);
    if (isReceived) {
      received.spreads().forEach(spreads::putIfAbsent);
    }
    if (spreads.isEmpty()) {
      return Either.left(noData());
    }
    var sums = new HistogramSums(spreads);
    if (spreads.size() < grid.most()) { // or else they are too many, whatever they are
      if (!ofSpans.isEmpty()) {
        spans.addTo(sums);
      }
      if (spreads.size() > ofSpans.size()) {
        received.addTo(sums);
      }
    }
    return grid.few(spreads.size()).flatMap(few -> answer(spreads, sums, quantiles));
  }

  private Either<QueryFailure, ManyCells<PercentileValues>> answer(
      Map<Cell, Spread> spreads, HistogramSums sums, Quantiles quantiles) {
    var cells = new ManyCells<PercentileValues>(services);
    spreads.forEach(
        (cell, spread) ->
            spread
                .percentiles(sums.of(cell), quantiles)
                .ifPresent(found -> cells.put(cell, found)));
    return cells.isEmpty() ? Either.left(noData()) : Either.right(cells);
  }

  private QueryFailure unknown() {
    List<String> received =
        dsl.selectDistinct(STREAM.METRIC)
            .from(STREAM)
            .where(services.sent(STREAM.SENDER_ID))
            .fetch(STREAM.METRIC);
    return new QueryFailure.NotFound(
        QueryFailure.NotFound.Kind.METRIC,
        metric.value(),
        NearNames.of(
            metric.value(),
            Stream.concat(Stream.of(REQUEST_DURATION.value()), received.stream()).toList()));
  }

  private QueryFailure noData() {
    var last =
        duration
            ? Stream.of(
                LastMinute.of(
                    dsl,
                    SERVICE_DELTA.MINUTE,
                    SERVICE_DELTA,
                    services.sent(SERVICE_DELTA.SENDER_ID).and(SERVICE_DELTA.REQUEST_COUNT.gt(0L))),
                lastReceived(REQUEST_DURATION),
                lastReceived(NEWER_REQUEST_DURATION))
            : Stream.of(lastReceived(metric));
    return new QueryFailure.NoData(
        metric + " of " + services.scope(),
        grid.applied().window(),
        LastMinute.window(last.flatMap(Optional::stream)));
  }

  private Optional<Minute> lastReceived(MetricName name) {
    return LastMinute.of(
        dsl,
        METRIC_DELTA.MINUTE,
        METRIC_DELTA,
        METRIC_DELTA.STREAM_ID.in(
            select(STREAM.STREAM_ID)
                .from(STREAM)
                .where(STREAM.METRIC.eq(name.value()), services.sent(STREAM.SENDER_ID))));
  }
}

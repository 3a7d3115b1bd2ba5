package io.coral.duckdb.answer;

import static io.coral.domain.query.GetPercentile.NEWER_REQUEST_DURATION;
import static io.coral.domain.query.GetPercentile.REQUEST_DURATION;
import static io.coral.duckdb.schema.store.Tables.STREAM;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.NearNames;
import io.coral.domain.query.PercentileValues;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.Quantiles;
import io.coral.duckdb.answer.Grid.Cell;
import io.vavr.control.Either;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/**
 * Computes the percentiles of many cells. DuckDB adds up the buckets of all of them with one scan,
 * and the domain's histogram finds the values, as for one.
 */
final class ManyPercentiles {
  private final DSLContext dsl;
  private final ScopedServices services;
  private final Told told;
  private final Grid grid;
  private final MetricName metric;
  private final boolean duration;

  ManyPercentiles(DSLContext dsl, ScopedServices services, Told told, MetricName metric) {
    this.dsl = dsl;
    this.services = services;
    this.told = told;
    this.grid = told.grid();
    this.metric = metric;
    this.duration = metric.equals(REQUEST_DURATION);
  }

  /** The cells with data, at least one and at most {@link Grid#most()}. */
  Either<QueryFailure, ManyCells<PercentileValues>> answer(Quantiles quantiles) {
    var spans = new SpanHistograms(dsl, services, told);
    var received = new MetricHistograms(dsl, services, told, names());
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
    return new QueryFailure.NoData(
        metric + " of " + services.scope(),
        grid.applied().window(),
        LastData.of(dsl, services::sent, duration, names()));
  }

  /** Of the metric, the preferred one first. */
  private List<MetricName> names() {
    return duration ? List.of(REQUEST_DURATION, NEWER_REQUEST_DURATION) : List.of(metric);
  }
}

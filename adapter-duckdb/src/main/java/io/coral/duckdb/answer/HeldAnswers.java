package io.coral.duckdb.answer;

import static io.coral.domain.query.GetPercentile.NEWER_REQUEST_DURATION;
import static io.coral.domain.query.GetPercentile.REQUEST_DURATION;
import static java.util.Comparator.comparingLong;

import io.coral.domain.histogram.LogHistogram;
import io.coral.domain.query.ErrorShare;
import io.coral.domain.query.Percentile;
import io.coral.domain.query.PercentileValues;
import io.coral.domain.telemetry.MetricUnit;
import io.coral.domain.time.Minute;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.Quantiles;
import io.coral.domain.value.ServiceInstance;
import io.coral.domain.value.ServiceName;
import io.coral.domain.value.ServiceScope;
import io.coral.duckdb.answer.Grid.Cell;
import io.coral.duckdb.held.Held;
import io.coral.duckdb.held.HeldCell;
import io.coral.duckdb.held.HeldCells;
import io.coral.duckdb.held.HeldSenders;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers from memory what {@link ManyPercentiles} and {@link ManyErrorRates} answer from the
 * store, with the same numbers. Where there is no answer it says nothing: they know why.
 */
final class HeldAnswers {
  private final Held.View held;
  private final ServiceScope scope;
  private final Grid grid;
  private final long from;

  /** A sender that is asked about, and the number of its service. */
  private record Asked(int service, HeldSenders.Sender sender) {}

  HeldAnswers(Held.View held, ServiceScope scope, Grid grid) {
    this.held = held;
    this.scope = scope;
    this.grid = grid;
    from = Minute.of(grid.applied().window().from()).epochMinute();
  }

  Optional<ManyCells<PercentileValues>> percentiles(MetricName metric, Quantiles quantiles) {
    var names = new HashMap<Integer, ServiceName>();
    List<Asked> senders = senders(names);
    var chosen = new HashMap<Cell, Sum>();
    if (metric.equals(REQUEST_DURATION)) {
      received(senders, NEWER_REQUEST_DURATION, chosen);
      received(senders, REQUEST_DURATION, chosen);
      chosen.putAll(requests(senders));
    } else {
      received(senders, metric, chosen);
    }
    var cells = new ManyCells<PercentileValues>(new ScopedServices(scope, names, List.of()));
    chosen.forEach(
        (cell, sum) -> sum.percentiles(quantiles).ifPresent(values -> cells.put(cell, values)));
    return answer(cells, chosen.size());
  }

  Optional<ManyCells<ErrorShare>> errorRates() {
    var names = new HashMap<Integer, ServiceName>();
    Map<Cell, Sum> sums = requests(senders(names));
    var cells = new ManyCells<ErrorShare>(new ScopedServices(scope, names, List.of()));
    sums.forEach((cell, sum) -> cells.put(cell, new ErrorShare(sum.errors, sum.count)));
    return answer(cells, sums.size());
  }

  private <A> Optional<ManyCells<A>> answer(ManyCells<A> cells, int found) {
    return cells.isEmpty() || grid.few(found).isLeft() ? Optional.empty() : Optional.of(cells);
  }

  private List<Asked> senders(Map<Integer, ServiceName> names) {
    var numbers = new HashMap<ServiceName, Integer>();
    var asked = new ArrayList<Asked>();
    for (Map.Entry<ServiceInstance, HeldSenders.Sender> each : held.senders().entrySet()) {
      if (scope.matches(each.getKey())) {
        ServiceName name = each.getKey().service();
        int number = numbers.computeIfAbsent(name, unknown -> numbers.size());
        names.put(number, name);
        asked.add(new Asked(number, each.getValue()));
      }
    }
    return asked;
  }

  /** The cells with requests. */
  private Map<Cell, Sum> requests(Collection<Asked> senders) {
    var sums = new HashMap<Cell, Sum>();
    for (Asked asked : senders) {
      add(
          asked.sender().requests(),
          start -> sums.computeIfAbsent(new Cell(asked.service(), start), Sum::ofRequests));
    }
    sums.values().removeIf(sum -> sum.count == 0);
    return sums;
  }

  /** Puts the cells in which a metric was received, each in the unit with most values. */
  private void received(Collection<Asked> senders, MetricName metric, Map<Cell, Sum> chosen) {
    var candidates = new HashMap<Cell, Map<String, Sum>>();
    for (Asked asked : senders) {
      asked
          .sender()
          .metrics()
          .forEach(
              (received, cells) -> {
                if (received.name().equals(metric.value())) {
                  add(
                      cells,
                      start ->
                          candidates
                              .computeIfAbsent(
                                  new Cell(asked.service(), start), any -> new HashMap<>())
                              .computeIfAbsent(
                                  received.unit(), unit -> new Sum(metric.value(), unit)));
                }
              });
    }
    Comparator<Sum> best =
        comparingLong((Sum sum) -> sum.count).reversed().thenComparing(sum -> sum.unit);
    candidates.forEach(
        (cell, units) -> chosen.put(cell, units.values().stream().min(best).orElseThrow()));
  }

  /** Adds what tells of the window to the sum of the step that each lies in. */
  private void add(HeldCells cells, Function<Long, Sum> sums) {
    long start = Long.MIN_VALUE;
    @Nullable Sum sum = null;
    for (NavigableMap<Long, HeldCell> part : held.window().of(cells)) {
      for (Map.Entry<Long, HeldCell> each : part.entrySet()) {
        long next = startOf(each.getKey());
        if (sum == null || next != start) {
          start = next;
          sum = sums.apply(start);
        }
        sum.add(each.getValue());
      }
    }
  }

  private long startOf(long minute) {
    return grid.step().map(step -> minute - minute % step.minutes()).orElse(from);
  }

  /** What is added up of a cell. */
  private static final class Sum {
    private final String source;
    private final String unit;
    private final LogHistogram.Builder histogram = new LogHistogram.Builder();
    private long count;
    private long errors;
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;
    private double relativeError;

    private Sum(String source, String unit) {
      this.source = source;
      this.unit = unit;
    }

    private static Sum ofRequests(Cell cell) {
      return new Sum(Percentile.FROM_SPANS, MetricUnit.NANOSECONDS);
    }

    private void add(HeldCell cell) {
      count = HeldCell.added(count, cell.count());
      errors = HeldCell.added(errors, cell.errors());
      lowest = Math.min(lowest, cell.lowest());
      highest = Math.max(highest, cell.highest());
      relativeError = Math.max(relativeError, cell.relativeError());
      histogram.addAll(cell.histogram());
    }

    private Optional<PercentileValues> percentiles(Quantiles quantiles) {
      return new Spread(source, unit, lowest, highest, relativeError)
          .percentiles(histogram.build(), quantiles);
    }
  }
}

package io.coral.duckdb.answer;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import io.coral.domain.query.Coverage;
import io.coral.domain.query.Series;
import io.coral.domain.query.ServiceAnswer;
import io.coral.domain.time.Minute;
import io.coral.domain.value.ServiceName;
import io.coral.duckdb.answer.Grid.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What was found out about each cell, put in order by service and time. */
final class ManyCells<A> {
  private final ScopedServices services;
  private final Map<Integer, SortedMap<Long, A>> byService = new TreeMap<>();
  private int size;

  ManyCells(ScopedServices services) {
    this.services = services;
  }

  /**
   * @param cell not one that is there already
   */
  void put(Cell cell, A answer) {
    byService
        .computeIfAbsent(cell.service(), number -> new TreeMap<>())
        .put(cell.startMinute(), answer);
    size++;
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Each service with its only cell. */
  List<ServiceAnswer<A>> whole() {
    return sorted(cells -> cells.firstEntry().getValue());
  }

  /** Each service with all its cells. */
  List<ServiceAnswer<Series<A>>> series() {
    return sorted(
        cells -> {
          var points = new ArrayList<Series.Point<A>>();
          cells.forEach(
              (start, answer) -> points.add(new Series.Point<>(new Minute(start).start(), answer)));
          return new Series<>(points);
        });
  }

  private <B> List<ServiceAnswer<B>> sorted(Function<SortedMap<Long, A>, B> answer) {
    return byService.entrySet().stream()
        .map(entry -> new ServiceAnswer<>(nameOf(entry.getKey()), answer.apply(entry.getValue())))
        .sorted(comparing(ServiceAnswer::service))
        .toList();
  }

  private ServiceName nameOf(int number) {
    return requireNonNull(services.names().get(number), "a service of no name");
  }

  Coverage coverage(AppliedWindow applied) {
    return new Coverage(
        applied.window(), services.names().size() - byService.size(), applied.notes());
  }
}

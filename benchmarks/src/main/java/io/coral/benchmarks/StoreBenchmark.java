package io.coral.benchmarks;

import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.GetPercentiles;
import io.coral.domain.time.Minute;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.Quantiles;
import io.coral.domain.value.ServiceScope;
import io.coral.domain.value.ServiceSelector;
import io.coral.duckdb.DuckDbStores;
import io.coral.duckdb.StoreSettings;
import io.coral.ports.ColonyQueries;
import io.coral.ports.ColonyStore;
import io.coral.ports.ColonyStores.Access;
import io.coral.ports.SummaryBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Fills a store with minutes of fifty services, and times questions through the port over windows
 * that are answered from memory, minutes and hours. Takes a file, which is made if there is none,
 * and a number of days.
 */
public final class StoreBenchmark {
  private static final Instant END = Instant.parse("2026-03-08T11:37:30Z");
  private static final int WARMUP = 60;
  private static final int ROUNDS = 101;

  private static final List<Duration> WINDOWS =
      List.of(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofHours(24), Duration.ofDays(7));

  private StoreBenchmark() {}

  /**
   * Fills, closes, opens and asks.
   *
   * @throws IOException if the file's size cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    int days = Integer.parseInt(arguments[1]);
    var stores = new DuckDbStores(() -> END, StoreSettings.ofThisMachine());
    if (!Files.exists(file)) {
      try (var store = open(stores, file)) {
        fill(store, days);
      }
    }
    long cells = (long) days * 24 * 60 * StoreFill.SERVICES * StoreFill.METRICS;
    System.out.printf(
        Locale.ROOT,
        "%d bytes, %.1f for each service, metric and minute%n",
        Files.size(file),
        (double) Files.size(file) / cells);
    try (var store = open(stores, file)) {
      System.out.println("| P99 over | of one service | of all | of one metric of all |");
      System.out.println("|---|---|---|---|");
      WINDOWS.stream()
          .filter(window -> window.toDays() <= days)
          .forEach(window -> System.out.println(row(store.queries(), window)));
    }
  }

  private static ColonyStore open(DuckDbStores stores, Path file) {
    return stores
        .open(file, Access.READ_WRITE)
        .getOrElseThrow(failure -> new IllegalStateException(failure.message()));
  }

  private static void fill(ColonyStore store, int days) {
    var minutes = new StoreFill();
    long end = Minute.of(END).epochMinute();
    long start = System.nanoTime();
    long longest = 0;
    for (long from = end - days * 24L * 60; from < end; from += 60) {
      var deltas = minutes.minutes(from, Math.min(end, from + 60));
      long before = System.nanoTime();
      store
          .writer()
          .append(new SummaryBatch(Set.of(), deltas))
          .getOrElseThrow(failure -> new IllegalStateException(failure.message()));
      longest = Math.max(longest, System.nanoTime() - before);
    }
    System.out.printf(
        Locale.ROOT,
        "filled in %.0f s, longest commit %.0f ms%n",
        (System.nanoTime() - start) / 1e9,
        longest / 1e6);
  }

  private static String row(ColonyQueries colony, Duration length) {
    var window = new QueryWindow.LookBack(length);
    return "| %s | %s | %s | %s |"
        .formatted(
            length.toString().substring(1).toLowerCase(Locale.ROOT),
            timed(i -> one(colony, i, window)),
            timed(i -> all(colony, GetPercentile.REQUEST_DURATION, window)),
            timed(i -> all(colony, new MetricName("db.client.duration"), window)));
  }

  private static void one(ColonyQueries colony, int i, QueryWindow window) {
    require(
        colony
            .getPercentile(
                new GetPercentile(
                    ServiceSelector.of(StoreFill.service(i % StoreFill.SERVICES).value()),
                    GetPercentile.REQUEST_DURATION,
                    Quantile.P99,
                    window))
            .isRight());
  }

  private static void all(ColonyQueries colony, MetricName metric, QueryWindow window) {
    require(
        colony
                .getPercentiles(
                    new GetPercentiles(
                        ServiceScope.all(), metric, Quantiles.of(Quantile.P99), window))
                .get()
                .services()
                .size()
            == StoreFill.SERVICES);
  }

  private static void require(boolean answered) {
    if (!answered) {
      throw new IllegalStateException("a question was not answered");
    }
  }

  /** The median, and the spread. */
  private static String timed(IntConsumer question) {
    for (int i = 0; i < WARMUP; i++) {
      question.accept(i);
    }
    var nanos = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long before = System.nanoTime();
      question.accept(i);
      nanos[i] = System.nanoTime() - before;
    }
    Arrays.sort(nanos);
    return String.format(
        Locale.ROOT,
        "%.2f ms (%.2f – %.2f)",
        nanos[ROUNDS / 2] / 1e6,
        nanos[0] / 1e6,
        nanos[ROUNDS - 1] / 1e6);
  }
}

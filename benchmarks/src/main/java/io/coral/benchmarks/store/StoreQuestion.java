package io.coral.benchmarks.store;

import io.coral.benchmarks.traffic.StoreFill;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A question about P99.
 *
 * @param window back from {@link StoreBenchmark#END}
 * @param metric of {@link StoreFill#METRICS}
 * @param ofAll whether all services are asked about at once
 */
record StoreQuestion(Duration window, String metric, boolean ofAll) {
  private static final List<Duration> WINDOWS =
      List.of(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofHours(24), Duration.ofDays(7));

  static Stream<StoreQuestion> upTo(int days) {
    String requests = StoreFill.METRICS.getFirst();
    return WINDOWS.stream()
        .filter(window -> window.toDays() <= days)
        .flatMap(
            window ->
                Stream.of(
                    new StoreQuestion(window, requests, false),
                    new StoreQuestion(window, requests, true),
                    new StoreQuestion(window, StoreFill.METRICS.getLast(), true)));
  }

  /** As a row of the table names it. */
  String about() {
    String of =
        ofAll ? metric.equals(StoreFill.METRICS.getFirst()) ? "all" : "all, received" : "one";
    return "%s | %s".formatted(windowName().toLowerCase(Locale.ROOT), of);
  }

  private String windowName() {
    return window.toDays() > 1 ? window.toDays() + "d" : window.toString().substring("PT".length());
  }
}

package io.coral.benchmarks.store;

import io.coral.benchmarks.traffic.StoreFill;
import io.coral.domain.time.Minute;
import io.coral.duckdb.DuckDbStores;
import io.coral.duckdb.StoreSettings;
import io.coral.grpc.client.GrpcColonyClients;
import io.coral.grpc.server.GrpcQueryServers;
import io.coral.ports.ColonyEndpoint;
import io.coral.ports.ColonyStore;
import io.coral.ports.ColonyStores.Access;
import io.coral.ports.Door;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Fills a store with minutes of fifty services, and asks for P99 over windows that are answered
 * from memory, minutes and hours: through the port, over gRPC, of a Prometheus with the same values
 * where one is installed, and of DuckDB with all of them as raw points, in turns. Takes a number of
 * days.
 */
public final class StoreBenchmark {
  static final Instant END = Instant.parse("2026-03-08T11:37:30Z");

  private static final Duration DAY = Duration.ofDays(1);

  private StoreBenchmark() {}

  /** Fills, closes, opens and asks. */
  public static void main(String[] arguments) throws Exception {
    int days = Integer.parseInt(arguments[0]);
    long first = firstMinute(DAY.multipliedBy(days));
    Path folder = Files.createTempDirectory("store");
    Path file = folder.resolve("week.duckdb");
    try (var raw = new RawPoints();
        var prometheus = PrometheusAnswers.start(first).orElse(null)) {
      fill(file, first, raw, prometheus);
      long cells =
          DAY.multipliedBy(days).toMinutes() * StoreFill.SERVICES * StoreFill.METRICS.size();
      System.out.printf(
          Locale.ROOT,
          "%.1f MB, %.1f bytes for each service, metric and minute%n",
          Files.size(file) / 1e6,
          (double) Files.size(file) / cells);
      if (prometheus != null) {
        System.out.println("Prometheus: " + prometheus.sizes());
      }
      ask(file, days, raw, prometheus);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  /** The first minute of a window that ends now. */
  static long firstMinute(Duration window) {
    return Minute.of(END).epochMinute() - window.toMinutes();
  }

  /** Hour by hour, the same values to all. */
  private static void fill(
      Path file, long first, RawPoints raw, @Nullable PrometheusAnswers prometheus)
      throws Exception {
    long end = Minute.of(END).epochMinute();
    var values = new StoreFill();
    try (var store = new FilledStore(file, first)) {
      for (long from = first; from < end; from += 60) {
        long to = Math.min(end, from + 60);
        var reported = values.minutes(from, to);
        store.put(reported, to);
        raw.put(reported);
        if (prometheus != null) {
          prometheus.put(reported);
        }
      }
      System.out.printf(Locale.ROOT, "longest commit %.0f ms%n", store.longestCommitMillis());
    }
    raw.sort();
  }

  private static void ask(
      Path file, int days, RawPoints raw, @Nullable PrometheusAnswers prometheus) throws Exception {
    var stores = new DuckDbStores(() -> END, StoreSettings.ofThisMachine());
    try (ColonyStore store =
            stores
                .open(file, Access.READ_WRITE)
                .getOrElseThrow(failure -> new IllegalStateException(failure.message()));
        var server =
            new GrpcQueryServers()
                .start(
                    store.queries(),
                    Door.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                .get();
        var client =
            new GrpcColonyClients().connect(ColonyEndpoint.plain(server.address())).get()) {
      var answers =
          new ArrayList<StoreAnswers>(
              List.of(
                  new ColonyAnswers("port", store.queries()),
                  new ColonyAnswers("gRPC", client.queries())));
      if (prometheus != null) {
        answers.add(prometheus);
      }
      answers.add(raw);
      var table = new StoreTable(answers);
      System.out.println(table.head());
      for (StoreQuestion question : StoreQuestion.upTo(days).toList()) {
        System.out.println(table.row(question));
      }
      System.out.printf("%d MiB of summaries in memory%n", store.status().get().heldBytes() >> 20);
      System.out.println(table.agreement());
      System.out.println(BareCall.line(server.address()));
    }
  }
}

package io.coral.benchmarks.store;

import io.coral.benchmarks.measure.Prometheus;
import io.coral.benchmarks.traffic.StoreFill;
import io.coral.benchmarks.traffic.StoreFill.Reported;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a Prometheus with native histograms of the same values, over HTTP. */
final class PrometheusAnswers implements StoreAnswers, AutoCloseable {
  private static final String SETTINGS =
      """
      storage:
        tsdb:
          out_of_order_time_window: 3h
      """;
  private static final Pattern SERIES =
      Pattern.compile("\"job\":\"(?<job>[^\"]+)\"}?,?\"value\":\\[[^,]+,\"(?<value>[^\"]+)\"]");

  private final Prometheus prometheus;
  private final NativeHistograms histograms;

  private PrometheusAnswers(Prometheus prometheus, long firstMinute) {
    this.prometheus = prometheus;
    histograms = new NativeHistograms(firstMinute);
  }

  /** Starts one, where it is installed. */
  static Optional<PrometheusAnswers> start(long firstMinute)
      throws IOException, InterruptedException {
    return Prometheus.start(
            SETTINGS, "--web.enable-otlp-receiver", "--storage.tsdb.retention.time=30d")
        .map(prometheus -> new PrometheusAnswers(prometheus, firstMinute));
  }

  void put(List<Reported> reported) throws IOException {
    prometheus.post("/api/v1/otlp/v1/metrics", histograms.next(reported).toByteArray());
  }

  /** What it takes of the disk, and of memory. */
  String sizes() throws IOException {
    return "%d MB on disk, %d MiB resident"
        .formatted(prometheus.diskBytes() / 1_000_000, prometheus.residentBytes() >> 20);
  }

  @Override
  public String name() {
    return "Prometheus";
  }

  @Override
  public boolean knows(StoreQuestion question) {
    return true;
  }

  @Override
  public double p99(StoreQuestion question, int service) throws IOException {
    String name = StoreFill.service(service).value();
    String which = question.ofAll() ? "" : "{job=\"" + name + "\"}";
    String asked =
        "histogram_quantile(0.99, increase(%s%s[%dm]))"
            .formatted(question.metric().replace('.', '_'), which, question.window().toMinutes());
    String answer = prometheus.query(asked, StoreBenchmark.END);
    Matcher series = SERIES.matcher(answer);
    while (series.find()) {
      if (series.group("job").equals(name)) {
        return Double.parseDouble(series.group("value"));
      }
    }
    throw new IOException("Prometheus says nothing of " + name + ": " + answer);
  }

  @Override
  public void close() throws IOException {
    prometheus.close();
  }
}

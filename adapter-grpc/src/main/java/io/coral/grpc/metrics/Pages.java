package io.coral.grpc.metrics;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Writes all numbers, on a thread of its own: some of them have to be asked for. */
final class Pages implements AutoCloseable {
  private static final int MOST_WAITING = 8;
  private static final ExpositionFormatWriter OPEN_METRICS = OpenMetricsTextFormatWriter.create();
  private static final ExpositionFormatWriter PROMETHEUS = PrometheusTextFormatWriter.create();

  private final PrometheusRegistry registry;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), Pages::daemon);

  /** All numbers at one moment, as text. */
  record Page(String contentType, String text) {}

  Pages(PrometheusRegistry registry) {
    this.registry = registry;
  }

  /**
   * Writes a page soon.
   *
   * @param accepted the formats that whoever collects can read, as they say it
   * @return whether there will be one
   */
  boolean write(String accepted, Consumer<Page> reader) {
    try {
      thread.execute(() -> reader.accept(page(accepted)));
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private Page page(String accepted) {
    ExpositionFormatWriter format = OPEN_METRICS.accepts(accepted) ? OPEN_METRICS : PROMETHEUS;
    var text = new ByteArrayOutputStream();
    try {
      format.write(text, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    return new Page(format.getContentType(), text.toString(StandardCharsets.UTF_8));
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "coral-metrics-pages");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    thread.close();
  }
}

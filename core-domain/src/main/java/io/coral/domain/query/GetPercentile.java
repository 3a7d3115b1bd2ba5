package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.ServiceSelector;

/**
 * Asks for one quantile of one metric of one service.
 *
 * @param service the service asked about
 * @param metric {@link #REQUEST_DURATION} or any metric received
 * @param quantile a fraction: p99 is 0.99
 * @param window in which requests started, or points were reported
 */
public record GetPercentile(
    ServiceSelector service, MetricName metric, Quantile quantile, QueryWindow window)
    implements QueryIntent<Percentile> {
  /** The duration of a service's requests, from its spans; the metric asked for by default. */
  public static final MetricName REQUEST_DURATION = new MetricName("http.server.duration");

  /** The name that OpenTelemetry gave to the same histogram later. */
  public static final MetricName NEWER_REQUEST_DURATION =
      new MetricName("http.server.request.duration");

  public GetPercentile {
    requireNonNull(service, "service is null");
    requireNonNull(metric, "metric is null");
    requireNonNull(quantile, "quantile is null");
    requireNonNull(window, "window is null");
  }
}

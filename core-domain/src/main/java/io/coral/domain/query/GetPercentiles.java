package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.Quantiles;
import io.coral.domain.value.ServiceScope;

/**
 * Asks for quantiles of one metric of several services; each is what {@link GetPercentile} answers
 * about it alone.
 *
 * @param services the services asked about
 * @param metric {@link GetPercentile#REQUEST_DURATION} or any metric received
 * @param quantiles fractions: p99 is 0.99
 * @param window in which requests started, or points were reported
 */
public record GetPercentiles(
    ServiceScope services, MetricName metric, Quantiles quantiles, QueryWindow window)
    implements QueryIntent<Percentiles> {
  public GetPercentiles {
    requireNonNull(services, "services is null");
    requireNonNull(metric, "metric is null");
    requireNonNull(quantiles, "quantiles is null");
    requireNonNull(window, "window is null");
  }
}

package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.Step;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.Quantiles;
import io.coral.domain.value.ServiceScope;

/**
 * Asks for quantiles of one metric step by step; each point is what {@link GetPercentile} answers
 * over that step alone.
 *
 * @param services the services asked about
 * @param metric {@link GetPercentile#REQUEST_DURATION} or any metric received
 * @param quantiles fractions: p99 is 0.99
 * @param step the length of each point
 * @param window in which requests started, or points were reported; widened to whole steps
 */
public record GetPercentileSeries(
    ServiceScope services, MetricName metric, Quantiles quantiles, Step step, QueryWindow window)
    implements QueryIntent<PercentileSeries> {
  public GetPercentileSeries {
    requireNonNull(services, "services is null");
    requireNonNull(metric, "metric is null");
    requireNonNull(quantiles, "quantiles is null");
    requireNonNull(step, "step is null");
    requireNonNull(window, "window is null");
  }
}

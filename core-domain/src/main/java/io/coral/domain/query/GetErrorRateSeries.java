package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.Step;
import io.coral.domain.value.ServiceScope;

/**
 * Asks which share of requests failed step by step; each point is what {@link GetErrorRate} answers
 * over that step alone.
 *
 * @param services the services asked about
 * @param step the length of each point
 * @param window in which their requests started; widened to whole steps
 */
public record GetErrorRateSeries(ServiceScope services, Step step, QueryWindow window)
    implements QueryIntent<ErrorRateSeries> {
  public GetErrorRateSeries {
    requireNonNull(services, "services is null");
    requireNonNull(step, "step is null");
    requireNonNull(window, "window is null");
  }
}

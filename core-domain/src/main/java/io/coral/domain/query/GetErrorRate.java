package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.ServiceSelector;

/**
 * Asks which share of a service's requests failed.
 *
 * @param service the service asked about
 * @param window in which its requests started
 */
public record GetErrorRate(ServiceSelector service, QueryWindow window)
    implements QueryIntent<ErrorRate> {
  public GetErrorRate {
    requireNonNull(service, "service is null");
    requireNonNull(window, "window is null");
  }
}

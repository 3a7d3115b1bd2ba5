package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.ServiceScope;

/**
 * Asks which share of each service's requests failed; each is what {@link GetErrorRate} answers
 * about it alone.
 *
 * @param services the services asked about
 * @param window in which their requests started
 */
public record GetErrorRates(ServiceScope services, QueryWindow window)
    implements QueryIntent<ErrorRates> {
  public GetErrorRates {
    requireNonNull(services, "services is null");
    requireNonNull(window, "window is null");
  }
}

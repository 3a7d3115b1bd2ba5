package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.ServiceSelector;

/**
 * Asks how much CPU and memory a service uses.
 *
 * @param service the service asked about
 * @param window in which its instances reported
 */
public record GetSystemMetrics(ServiceSelector service, QueryWindow window)
    implements QueryIntent<SystemMetrics> {
  public GetSystemMetrics {
    requireNonNull(service, "service is null");
    requireNonNull(window, "window is null");
  }
}

package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The error rates of several services.
 *
 * @param services those with requests, at least one, ordered by name
 */
public record ErrorRates(List<ServiceAnswer<ErrorShare>> services, Coverage coverage) {
  /**
   * @throws IllegalArgumentException if there is no service
   */
  public ErrorRates {
    requireNonNull(coverage, "coverage is null");
    services = Answered.services(services);
  }
}

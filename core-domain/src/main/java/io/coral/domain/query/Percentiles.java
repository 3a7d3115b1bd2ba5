package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.value.Quantiles;
import java.util.List;

/**
 * Quantiles of several services.
 *
 * @param quantiles what each service's values are
 * @param services those with data, at least one, ordered by name
 */
public record Percentiles(
    Quantiles quantiles, List<ServiceAnswer<PercentileValues>> services, Coverage coverage) {
  /**
   * @throws IllegalArgumentException if there is no service, or one has another number of values
   */
  public Percentiles {
    requireNonNull(quantiles, "quantiles is null");
    requireNonNull(coverage, "coverage is null");
    services = Answered.services(services);
    services.forEach(service -> Answered.fitting(quantiles, service.answer()));
  }
}

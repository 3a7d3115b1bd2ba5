package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.time.Step;
import io.coral.domain.value.Quantiles;
import java.util.List;

/**
 * Quantiles of one or several services, step by step.
 *
 * @param quantiles what each point's values are
 * @param step the length of each point
 * @param services those with data, at least one, ordered by name
 */
public record PercentileSeries(
    Quantiles quantiles,
    Step step,
    List<ServiceAnswer<Series<PercentileValues>>> services,
    Coverage coverage) {
  /**
   * @throws IllegalArgumentException if there is no service, or a point has another number of
   *     values
   */
  public PercentileSeries {
    requireNonNull(quantiles, "quantiles is null");
    requireNonNull(step, "step is null");
    requireNonNull(coverage, "coverage is null");
    services = Answered.services(services);
    services.forEach(
        service ->
            service.answer().points().forEach(at -> Answered.fitting(quantiles, at.answer())));
  }
}

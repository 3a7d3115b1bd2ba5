package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.time.Step;
import java.util.List;

/**
 * The error rates of one or several services, step by step.
 *
 * @param step the length of each point
 * @param services those with requests, at least one, ordered by name
 */
public record ErrorRateSeries(
    Step step, List<ServiceAnswer<Series<ErrorShare>>> services, Coverage coverage) {
  /**
   * @throws IllegalArgumentException if there is no service
   */
  public ErrorRateSeries {
    requireNonNull(step, "step is null");
    requireNonNull(coverage, "coverage is null");
    services = Answered.services(services);
  }
}

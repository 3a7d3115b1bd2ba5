package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.value.Label;

/**
 * Asks which services there are.
 *
 * @param namespace only services of this namespace; NONE for all
 * @param region only services seen in this region; NONE for all
 * @param includeMetricsOnly also services that sent metrics but never a span
 */
public record ListServices(Label namespace, Label region, boolean includeMetricsOnly)
    implements QueryIntent<ServiceList> {
  public ListServices {
    requireNonNull(namespace, "namespace is null");
    requireNonNull(region, "region is null");
  }

  /** All services with spans. */
  public static ListServices all() {
    return new ListServices(Label.NONE, Label.NONE, false);
  }
}

package io.coral.domain.telemetry;

import static java.util.Objects.requireNonNull;

import io.coral.domain.value.Label;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.ServiceInstance;

/**
 * What a metric point measures.
 *
 * @param sender who measured it
 * @param metric its instrument's name
 * @param state the attribute that splits a utilization ({@code cpu.mode}, {@code state}); NONE for
 *     all others
 * @param unit what its numbers are in
 */
public record MetricIdentity(
    ServiceInstance sender, MetricName metric, Label state, MetricUnit unit) {
  public MetricIdentity {
    requireNonNull(sender, "sender is null");
    requireNonNull(metric, "metric is null");
    requireNonNull(state, "state is null");
    requireNonNull(unit, "unit is null");
  }
}

package io.coral.domain.summary;

import java.util.List;

/**
 * What a piece of telemetry adds to the summaries. Deltas with the same key add up when read.
 *
 * @param services what instances did in a minute
 * @param traces parts of traces
 * @param metrics what instances reported of a metric in a minute
 */
public record SummaryDeltas(
    List<ServiceDelta> services, List<TraceDelta> traces, List<MetricDelta> metrics) {
  public static final SummaryDeltas NONE = new SummaryDeltas(List.of(), List.of(), List.of());

  public SummaryDeltas {
    services = List.copyOf(services);
    traces = List.copyOf(traces);
    metrics = List.copyOf(metrics);
  }

  public boolean isEmpty() {
    return services.isEmpty() && traces.isEmpty() && metrics.isEmpty();
  }
}

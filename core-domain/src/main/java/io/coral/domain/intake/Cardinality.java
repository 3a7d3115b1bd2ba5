package io.coral.domain.intake;

import static java.util.Objects.requireNonNull;

import io.coral.domain.telemetry.HistogramPoint;
import io.coral.domain.telemetry.MetricPoint;
import io.coral.domain.telemetry.NumberPoint;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.ServiceInstance;
import io.coral.domain.value.ServiceName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Knows the names that came in this hour, and lets in as many new ones as {@link CardinalityLimits}
 * say. It forgets them with every hour, so that restarts, which bring new instances, never add up
 * to a service that is shut out. Thread-safe.
 */
public final class Cardinality {
  private final CardinalityLimits limits;
  private final Map<ServiceName, Known> services = new HashMap<>();
  private long hour = Long.MIN_VALUE;
  private int total;

  public Cardinality(CardinalityLimits limits) {
    this.limits = requireNonNull(limits, "limits is null");
  }

  /**
   * Says what hour it is.
   *
   * @param epochHour hours since 1970
   */
  public synchronized void at(long epochHour) {
    if (epochHour != hour) {
      hour = epochHour;
      services.clear();
      total = 0;
    }
  }

  /**
   * Lets a sender in.
   *
   * @return why not, if not
   */
  public synchronized Optional<String> admit(ServiceInstance sender) {
    Known known = services.get(sender.service());
    if (known == null) {
      if (services.size() >= limits.services()) {
        return Optional.of("more than " + limits.services() + " services in an hour");
      }
      if (isFull()) {
        return Optional.of(full());
      }
      known = new Known();
      services.put(sender.service(), known);
    }
    return admit(
        known.instances,
        sender,
        limits.instances(),
        "more than " + limits.instances() + " instances of " + sender.service() + " in an hour");
  }

  /**
   * Lets a metric point in, and its sender with it.
   *
   * @return why not, if not
   */
  public synchronized Optional<String> admit(MetricPoint point) {
    ServiceName service = point.identity().sender().service();
    MetricName metric = point.identity().metric();
    Known known = services.get(service);
    if (known == null) { // an hour has begun since the sender was let in
      Optional<String> refusal = admit(point.identity().sender());
      if (refusal.isPresent()) {
        return refusal;
      }
      known = requireNonNull(services.get(service), "a sender that was let in is known");
    }
    Set<Object> series = known.metrics.get(metric);
    if (series == null) {
      if (known.metrics.size() >= limits.metrics()) {
        return Optional.of(
            "more than " + limits.metrics() + " metrics of " + service + " in an hour");
      }
      if (isFull()) {
        return Optional.of(full());
      }
      series = new HashSet<>();
      known.metrics.put(metric, series);
    }
    return admit(
        series,
        seriesOf(point),
        limits.series(),
        "more than " + limits.series() + " series of " + metric + " of " + service + " in an hour");
  }

  private <T> Optional<String> admit(Set<T> known, T name, int limit, String reason) {
    if (known.contains(name)) {
      return Optional.empty();
    }
    if (known.size() >= limit) {
      return Optional.of(reason);
    }
    if (isFull()) {
      return Optional.of(full());
    }
    known.add(name);
    total++;
    return Optional.empty();
  }

  private boolean isFull() {
    return total >= limits.total();
  }

  private String full() {
    return "more than " + limits.total() + " instances and series in an hour";
  }

  /** What is kept apart of one metric: of cumulative histograms, each set of attributes. */
  private static Object seriesOf(MetricPoint point) {
    return switch (point) {
      case NumberPoint number -> number.identity();
      case HistogramPoint histogram ->
          switch (histogram.temporality()) {
            case CUMULATIVE -> histogram.stream();
            case DELTA -> histogram.identity();
          };
    };
  }

  /** What came of one service. */
  private static final class Known {
    private final Set<ServiceInstance> instances = new HashSet<>();
    private final Map<MetricName, Set<Object>> metrics = new HashMap<>();
  }
}

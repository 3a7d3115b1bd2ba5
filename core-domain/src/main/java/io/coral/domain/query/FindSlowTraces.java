package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.Limit;
import io.coral.domain.value.ServiceSelector;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks for the slowest traces.
 *
 * <p>Of a service: traces in which one of its entry spans (SERVER, CONSUMER or without parent) that
 * started in the window lasts at least the threshold; the longest such span is the duration.
 * Without a service: traces whose first span started in the window, by their extent, last end minus
 * first start.
 *
 * @param service the service asked about; empty for whole traces
 * @param threshold not negative; zero for all traces
 * @param window in which those spans started
 * @param limit the most traces returned
 */
public record FindSlowTraces(
    Optional<ServiceSelector> service, Duration threshold, QueryWindow window, Limit limit)
    implements QueryIntent<TraceList> {
  /** The threshold of a question that names none. */
  public static final Duration DEFAULT_THRESHOLD = Duration.ofMillis(500);

  /**
   * @throws IllegalArgumentException if {@code threshold} is negative or does not fit 64 bits of
   *     nanoseconds
   */
  public FindSlowTraces {
    requireNonNull(service, "service is null");
    requireNonNull(threshold, "threshold is null");
    requireNonNull(window, "window is null");
    requireNonNull(limit, "limit is null");
    if (threshold.isNegative()) {
      throw new IllegalArgumentException("threshold must not be negative, got " + threshold);
    }
    if (threshold.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException("threshold must be below 292 years, got " + threshold);
    }
  }
}

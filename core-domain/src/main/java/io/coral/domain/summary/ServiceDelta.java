package io.coral.domain.summary;

import static java.util.Objects.requireNonNull;

import io.coral.domain.time.Minute;
import io.coral.domain.value.ServiceInstance;

/**
 * What one instance of a service did in one minute, or a part of it: deltas of the same minute and
 * sender add up.
 *
 * @param minute in which the spans started
 * @param sender the instance that recorded them
 * @param spanCount spans of any kind
 * @param requestCount spans of kind SERVER or CONSUMER
 * @param errorCount requests that failed
 * @param durations of the requests
 */
public record ServiceDelta(
    Minute minute,
    ServiceInstance sender,
    long spanCount,
    long requestCount,
    long errorCount,
    Durations durations) {
  /**
   * @throws IllegalArgumentException if a count is negative, or there are more errors than requests
   *     or more requests than spans
   */
  public ServiceDelta {
    requireNonNull(minute, "minute is null");
    requireNonNull(sender, "sender is null");
    requireNonNull(durations, "durations is null");
    if (errorCount < 0 || requestCount < errorCount || spanCount < requestCount) {
      throw new IllegalArgumentException(
          errorCount + " errors of " + requestCount + " requests of " + spanCount + " spans");
    }
  }
}

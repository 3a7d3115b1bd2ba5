package io.coral.domain.summary;

import static java.util.Objects.requireNonNull;

import io.coral.domain.time.Minute;
import io.coral.domain.value.ServiceInstance;
import io.coral.domain.value.TraceId;
import java.util.OptionalLong;

/**
 * The part of a trace that one instance of a service started in one minute.
 *
 * @param minute in which the spans started
 * @param traceId the trace they belong to
 * @param sender the instance that recorded them
 * @param spanCount at least 1
 * @param errorCount spans that failed
 * @param firstStartUnixNano earliest start, nanoseconds since 1970
 * @param lastEndUnixNano latest end, nanoseconds since 1970
 * @param longestEntryNanos the longest entry span; empty if no span here entered the service
 * @param lead the best candidate for the trace's root
 */
public record TraceDelta(
    Minute minute,
    TraceId traceId,
    ServiceInstance sender,
    long spanCount,
    long errorCount,
    long firstStartUnixNano,
    long lastEndUnixNano,
    OptionalLong longestEntryNanos,
    TraceLead lead) {
  /**
   * @throws IllegalArgumentException if the counts or the times do not fit each other
   */
  public TraceDelta {
    requireNonNull(minute, "minute is null");
    requireNonNull(traceId, "traceId is null");
    requireNonNull(sender, "sender is null");
    requireNonNull(longestEntryNanos, "longestEntryNanos is null");
    requireNonNull(lead, "lead is null");
    if (spanCount < 1 || errorCount < 0 || errorCount > spanCount) {
      throw new IllegalArgumentException(errorCount + " errors of " + spanCount + " spans");
    }
    if (lastEndUnixNano < firstStartUnixNano) {
      throw new IllegalArgumentException("a trace ends before it starts");
    }
  }

  TraceDelta merge(TraceDelta other) {
    return new TraceDelta(
        minute,
        traceId,
        sender,
        spanCount + other.spanCount,
        errorCount + other.errorCount,
        Math.min(firstStartUnixNano, other.firstStartUnixNano),
        Math.max(lastEndUnixNano, other.lastEndUnixNano),
        longest(longestEntryNanos, other.longestEntryNanos),
        lead.least(other.lead));
  }

  private static OptionalLong longest(OptionalLong a, OptionalLong b) {
    if (a.isEmpty()) {
      return b;
    }
    return b.isEmpty() ? a : OptionalLong.of(Math.max(a.getAsLong(), b.getAsLong()));
  }
}

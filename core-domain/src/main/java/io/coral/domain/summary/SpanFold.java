package io.coral.domain.summary;

import io.coral.domain.histogram.LogHistogram;
import io.coral.domain.telemetry.SpanRecord;
import io.coral.domain.time.Minute;
import io.coral.domain.value.ServiceInstance;
import io.coral.domain.value.TraceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Folds spans into deltas. Any order and any batching of the same spans gives deltas that add up to
 * the same summaries. Not thread-safe; one for each batch.
 */
public final class SpanFold {
  private record ServiceKey(Minute minute, ServiceInstance sender) {}

  private record TraceKey(Minute minute, TraceId traceId, ServiceInstance sender) {}

  private final Map<ServiceKey, ServiceTally> services = new HashMap<>();
  private final Map<TraceKey, TraceDelta> traces = new HashMap<>();

  /** Adds a span. */
  public void add(SpanRecord span) {
    services
        .computeIfAbsent(new ServiceKey(span.minute(), span.sender()), key -> new ServiceTally())
        .add(span);
    traces.merge(
        new TraceKey(span.minute(), span.traceId(), span.sender()),
        traceDelta(span),
        TraceDelta::merge);
  }

  /** Whether no span was added. */
  public boolean isEmpty() {
    return services.isEmpty();
  }

  /** Deltas of what was added so far, one for each minute and sender. */
  public List<ServiceDelta> serviceDeltas() {
    return services.entrySet().stream()
        .map(entry -> entry.getValue().toDelta(entry.getKey().minute(), entry.getKey().sender()))
        .toList();
  }

  /** Deltas of what was added so far, one for each minute, trace and sender. */
  public List<TraceDelta> traceDeltas() {
    return List.copyOf(traces.values());
  }

  private static TraceDelta traceDelta(SpanRecord span) {
    return new TraceDelta(
        span.minute(),
        span.traceId(),
        span.sender(),
        1,
        span.failed() ? 1 : 0,
        span.startUnixNano(),
        span.endUnixNano(),
        span.isEntry() ? OptionalLong.of(span.durationNanos()) : OptionalLong.empty(),
        new TraceLead(span.root(), span.startUnixNano(), span.spanId(), span.operation()));
  }

  /** Counts of one minute and sender, mutable so that a span costs no new objects. */
  private static final class ServiceTally {
    private long spans;
    private long requests;
    private long errors;
    private long sumNanos;
    private long minNanos = Long.MAX_VALUE;
    private long maxNanos;
    private final LogHistogram.Builder histogram = new LogHistogram.Builder();

    void add(SpanRecord span) {
      spans++;
      if (!span.isRequest()) {
        return;
      }
      long nanos = span.durationNanos();
      requests++;
      errors += span.failed() ? 1 : 0;
      sumNanos = Durations.saturatingAdd(sumNanos, nanos);
      minNanos = Math.min(minNanos, nanos);
      maxNanos = Math.max(maxNanos, nanos);
      histogram.add((double) nanos, 1);
    }

    ServiceDelta toDelta(Minute minute, ServiceInstance sender) {
      var durations =
          requests == 0
              ? Durations.NONE
              : new Durations(histogram.build(), sumNanos, minNanos, maxNanos);
      return new ServiceDelta(minute, sender, spans, requests, errors, durations);
    }
  }
}

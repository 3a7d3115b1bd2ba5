package io.coral.domain.query;

import static java.util.Objects.requireNonNull;

import io.coral.domain.value.TraceId;
import java.time.Duration;
import java.time.Instant;

/**
 * A trace in a list.
 *
 * @param traceId W3C trace id
 * @param service the service asked for, or the root's
 * @param duration of the service's longest entry span, or of its spans together where none is an
 *     entry; without a service asked for, the trace's extent
 * @param timestamp first start of the service's spans in the trace; without a service asked for, of
 *     the trace
 * @param rootService the service of the span without parent, else of the earliest span
 * @param rootOperation that span's name
 * @param spanCount spans of the service in this trace; without a service asked for, of the trace
 * @param errorCount those that failed
 */
public record TraceSummary(
    TraceId traceId,
    String service,
    Duration duration,
    Instant timestamp,
    String rootService,
    String rootOperation,
    long spanCount,
    long errorCount) {
  public TraceSummary {
    requireNonNull(traceId, "traceId is null");
    requireNonNull(service, "service is null");
    requireNonNull(duration, "duration is null");
    requireNonNull(timestamp, "timestamp is null");
    requireNonNull(rootService, "rootService is null");
    requireNonNull(rootOperation, "rootOperation is null");
  }
}

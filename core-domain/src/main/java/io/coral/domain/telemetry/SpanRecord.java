package io.coral.domain.telemetry;

import static java.util.Objects.requireNonNull;

import io.coral.domain.time.Minute;
import io.coral.domain.value.ServiceInstance;
import io.coral.domain.value.Text;
import io.coral.domain.value.TraceId;

/**
 * A span, reduced to what the summaries need.
 *
 * @param sender who recorded it
 * @param traceId the trace it belongs to
 * @param spanId its id's 64 bits, not 0
 * @param root whether it has no parent
 * @param operation its name, cut and made clean as {@link Text} says; may be empty
 * @param kind its kind
 * @param startUnixNano nanoseconds since 1970, positive
 * @param endUnixNano nanoseconds since 1970, not before the start
 * @param outcome what it says about its success
 */
public record SpanRecord(
    ServiceInstance sender,
    TraceId traceId,
    long spanId,
    boolean root,
    String operation,
    SpanKind kind,
    long startUnixNano,
    long endUnixNano,
    SpanOutcome outcome) {

  /** Longest operation name kept, in UTF-16 units; what is longer is cut. */
  public static final int MAX_OPERATION_LENGTH = 255;

  /**
   * @throws IllegalArgumentException if the id is zero, the start is not positive, or the end comes
   *     before the start
   */
  public SpanRecord {
    requireNonNull(sender, "sender is null");
    requireNonNull(traceId, "traceId is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(outcome, "outcome is null");
    requireNonNull(operation, "operation is null");
    operation = Text.cleaned(operation, MAX_OPERATION_LENGTH);
    if (spanId == 0) {
      throw new IllegalArgumentException("span id is all zero");
    }
    if (startUnixNano <= 0) {
      throw new IllegalArgumentException("span has no start time");
    }
    if (endUnixNano < startUnixNano) {
      throw new IllegalArgumentException("span ends before it starts");
    }
  }

  /** The minute it started in, which it counts in. */
  public Minute minute() {
    return Minute.ofUnixNano(startUnixNano);
  }

  /** End minus start, in nanoseconds, not negative. */
  public long durationNanos() {
    return endUnixNano - startUnixNano;
  }

  /** Whether it is a request that its service handled. */
  public boolean isRequest() {
    return kind.isRequest();
  }

  /** Whether this is where a trace entered the service: a request, or a span without parent. */
  public boolean isEntry() {
    return root || isRequest();
  }

  /** Whether it failed, as {@link SpanOutcome} tells for its kind. */
  public boolean failed() {
    return outcome.failed(kind);
  }
}

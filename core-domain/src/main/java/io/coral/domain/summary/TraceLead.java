package io.coral.domain.summary;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * The span that best names a trace among those seen: one without parent before one with, then the
 * earliest, then the smallest id. The least of all leads is the trace's root, whatever the order in
 * which they arrived.
 *
 * @param root whether the span has no parent
 * @param startUnixNano nanoseconds since 1970
 * @param spanId 64 bits, compared as unsigned
 * @param operation the span's name
 */
public record TraceLead(boolean root, long startUnixNano, long spanId, String operation)
    implements Comparable<TraceLead> {
  private static final Comparator<TraceLead> ORDER =
      Comparator.comparing((TraceLead lead) -> !lead.root)
          .thenComparingLong(TraceLead::startUnixNano)
          .thenComparing(TraceLead::spanId, Long::compareUnsigned)
          .thenComparing(TraceLead::operation);

  public TraceLead {
    requireNonNull(operation, "operation is null");
  }

  @Override
  public int compareTo(TraceLead other) {
    return ORDER.compare(this, other);
  }

  TraceLead least(TraceLead other) {
    return compareTo(other) <= 0 ? this : other;
  }
}

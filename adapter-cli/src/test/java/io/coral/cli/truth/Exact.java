package io.coral.cli.truth;

import static java.util.stream.Collectors.groupingBy;

import io.coral.cli.truth.Recording.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Exact answers over a set of spans. */
final class Exact {
  private static final long MINUTE = 60_000_000_000L;

  /** A trace with the duration that it is ranked by, and the instant that it is dated by. */
  record Trace(String id, long nanos, long startUnixNano) {}

  private Exact() {}

  /** The spans that started in the smallest window of whole minutes around [from, to). */
  static List<Span> inWindow(Collection<Span> spans, long fromUnixNano, long toUnixNano) {
    long from = Math.floorDiv(fromUnixNano, MINUTE) * MINUTE;
    long to = Math.ceilDiv(toUnixNano, MINUTE) * MINUTE;
    return spans.stream()
        .filter(span -> span.startUnixNano() >= from && span.startUnixNano() < to)
        .toList();
  }

  static Map<String, List<Span>> requestsByService(Collection<Span> spans) {
    return spans.stream()
        .filter(Span::isRequest)
        .collect(groupingBy(Span::service, TreeMap::new, java.util.stream.Collectors.toList()));
  }

  /** The value at rank max(1, ⌈q·n⌉), with q as the decimal it is written as. */
  static long nearestRank(List<Span> requests, String quantile) {
    long[] sorted = requests.stream().mapToLong(Span::durationNanos).sorted().toArray();
    int rank =
        new BigDecimal(quantile)
            .multiply(BigDecimal.valueOf(sorted.length))
            .setScale(0, RoundingMode.CEILING)
            .intValueExact();
    return sorted[Math.max(1, rank) - 1];
  }

  /** Traces by the longest entry span of a service, slowest first, ties by id. */
  static List<Trace> slowest(Collection<Span> spans, String service, long thresholdNanos) {
    return spans.stream()
        .filter(span -> span.service().equals(service))
        .collect(groupingBy(Span::traceId))
        .entrySet()
        .stream()
        .flatMap(
            trace ->
                trace.getValue().stream()
                    .filter(span -> span.isRequest() || span.root())
                    .mapToLong(Span::durationNanos)
                    .max()
                    .stream()
                    .mapToObj(
                        nanos -> new Trace(trace.getKey(), nanos, firstStart(trace.getValue()))))
        .filter(trace -> trace.nanos() >= thresholdNanos)
        .sorted(Comparator.comparingLong(Trace::nanos).reversed().thenComparing(Trace::id))
        .toList();
  }

  /** Traces by their extent, slowest first, ties by id. */
  static List<Trace> longest(Collection<Span> spans) {
    return spans.stream().collect(groupingBy(Span::traceId)).entrySet().stream()
        .map(
            trace -> {
              long first = firstStart(trace.getValue());
              long last =
                  trace.getValue().stream().mapToLong(Span::endUnixNano).max().orElseThrow();
              return new Trace(trace.getKey(), last - first, first);
            })
        .sorted(Comparator.comparingLong(Trace::nanos).reversed().thenComparing(Trace::id))
        .toList();
  }

  /** Traces in which a span of a service failed, newest first, ties by id. */
  static List<Trace> failed(Collection<Span> spans, String service) {
    return spans.stream()
        .filter(span -> span.service().equals(service))
        .collect(groupingBy(Span::traceId))
        .entrySet()
        .stream()
        .filter(trace -> trace.getValue().stream().anyMatch(Span::error))
        .map(trace -> new Trace(trace.getKey(), 0, firstStart(trace.getValue())))
        .sorted(Comparator.comparingLong(Trace::startUnixNano).reversed().thenComparing(Trace::id))
        .toList();
  }

  private static long firstStart(Collection<Span> spans) {
    return spans.stream().mapToLong(Span::startUnixNano).min().orElseThrow();
  }
}

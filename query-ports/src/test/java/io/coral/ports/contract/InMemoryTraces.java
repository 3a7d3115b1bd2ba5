package io.coral.ports.contract;

import io.coral.domain.query.FindErrorTraces;
import io.coral.domain.query.FindSlowTraces;
import io.coral.domain.query.TraceList;
import io.coral.domain.query.TraceSummary;
import io.coral.domain.summary.TraceDelta;
import io.coral.domain.summary.TraceLead;
import io.coral.domain.time.Minute;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.Limit;
import io.coral.domain.value.ServiceSelector;
import io.coral.domain.value.TraceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds traces by grouping all deltas. */
final class InMemoryTraces {
  /** How far beyond the window the rest of a trace is looked for. */
  private static final Duration SLACK = Duration.ofHours(1);

  private record Found(TraceSummary summary, OptionalLong comparable) {}

  private final Map<TraceId, List<TraceDelta>> traces;
  private final TimeWindow applied;

  InMemoryTraces(InMemoryDeltas deltas, TimeWindow applied) {
    var around = new TimeWindow(applied.from().minus(SLACK), applied.to().plus(SLACK));
    this.applied = applied;
    this.traces =
        deltas.traces().stream()
            .filter(d -> d.minute().isIn(around))
            .collect(Collectors.groupingBy(TraceDelta::traceId));
  }

  TraceList slow(FindSlowTraces intent) {
    return list(
        found(intent.service())
            .filter(f -> f.comparable().isPresent())
            .filter(f -> f.comparable().getAsLong() >= intent.threshold().toNanos())
            .map(Found::summary)
            .sorted(
                Comparator.comparing(TraceSummary::duration)
                    .reversed()
                    .thenComparing(TraceSummary::traceId))
            .toList(),
        intent.limit(),
        intent.window());
  }

  TraceList failed(FindErrorTraces intent) {
    return list(
        found(intent.service())
            .map(Found::summary)
            .filter(trace -> trace.errorCount() > 0)
            .sorted(
                Comparator.comparing(TraceSummary::timestamp)
                    .reversed()
                    .thenComparing(TraceSummary::traceId))
            .toList(),
        intent.limit(),
        intent.window());
  }

  private TraceList list(List<TraceSummary> all, Limit limit, QueryWindow window) {
    return new TraceList(
        all.stream().limit(limit.value()).toList(),
        all.size(),
        applied,
        InMemoryDeltas.notes(window, applied));
  }

  private Stream<Found> found(Optional<ServiceSelector> service) {
    return traces.values().stream()
        .flatMap(
            trace ->
                service
                    .map(asked -> ofService(asked, trace))
                    .orElseGet(() -> whole(trace))
                    .stream());
  }

  private Optional<Found> ofService(ServiceSelector service, List<TraceDelta> trace) {
    Predicate<TraceDelta> own = d -> service.matches(d.sender()) && d.minute().isIn(applied);
    var parts = trace.stream().filter(own).toList();
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    var longest =
        parts.stream().map(TraceDelta::longestEntryNanos).flatMapToLong(OptionalLong::stream).max();
    return Optional.of(
        new Found(
            summary(service.name().value(), longest.orElse(extent(parts)), parts, trace), longest));
  }

  private Optional<Found> whole(List<TraceDelta> trace) {
    if (!Minute.ofUnixNano(firstStart(trace)).isIn(applied)) {
      return Optional.empty();
    }
    String root = lead(trace).sender().service().value();
    long extent = extent(trace);
    return Optional.of(new Found(summary(root, extent, trace, trace), OptionalLong.of(extent)));
  }

  private static TraceSummary summary(
      String service, long nanos, List<TraceDelta> parts, List<TraceDelta> trace) {
    var lead = lead(trace);
    return new TraceSummary(
        trace.getFirst().traceId(),
        service,
        Duration.ofNanos(nanos),
        Instant.ofEpochSecond(0, firstStart(parts)),
        lead.sender().service().value(),
        lead.lead().operation(),
        parts.stream().mapToLong(TraceDelta::spanCount).sum(),
        parts.stream().mapToLong(TraceDelta::errorCount).sum());
  }

  private static TraceDelta lead(Collection<TraceDelta> trace) {
    return trace.stream()
        .min(Comparator.comparing(TraceDelta::lead, Comparator.<TraceLead>naturalOrder()))
        .orElseThrow();
  }

  private static long firstStart(List<TraceDelta> parts) {
    return parts.stream().mapToLong(TraceDelta::firstStartUnixNano).min().orElseThrow();
  }

  private static long extent(List<TraceDelta> parts) {
    return parts.stream().mapToLong(TraceDelta::lastEndUnixNano).max().orElseThrow()
        - firstStart(parts);
  }
}

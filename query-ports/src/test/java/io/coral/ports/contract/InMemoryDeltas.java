package io.coral.ports.contract;

import io.coral.domain.query.Note;
import io.coral.domain.summary.MetricDelta;
import io.coral.domain.summary.RequestId;
import io.coral.domain.summary.ServiceDelta;
import io.coral.domain.summary.StreamState;
import io.coral.domain.summary.TraceDelta;
import io.coral.domain.telemetry.StreamId;
import io.coral.domain.time.Minute;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.Step;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.ServiceInstance;
import io.coral.ports.SummaryBatch;
import io.coral.ports.WriteFailure;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All deltas of an in-memory colony, as they came. */
final class InMemoryDeltas {
  private final List<ServiceDelta> services = new ArrayList<>();
  private final List<TraceDelta> traces = new ArrayList<>();
  private final List<MetricDelta> metrics = new ArrayList<>();
  private final Set<RequestId> requests = new HashSet<>();
  private final Map<StreamId, StreamState> streamStates = new HashMap<>();

  synchronized Set<RequestId> committed(Collection<RequestId> asked) {
    var found = new HashSet<>(asked);
    found.retainAll(requests);
    return Set.copyOf(found);
  }

  synchronized Map<StreamId, StreamState> streamStates(Collection<StreamId> asked) {
    var found = new HashMap<>(streamStates);
    found.keySet().retainAll(Set.copyOf(asked));
    return Map.copyOf(found);
  }

  synchronized Either<WriteFailure, Long> append(SummaryBatch batch) {
    for (var request : batch.requests()) {
      if (requests.contains(request)) {
        return Either.left(new WriteFailure.AlreadyCommitted(request));
      }
    }
    requests.addAll(batch.requests());
    streamStates.putAll(batch.streamStates());
    var added = batch.deltas();
    services.addAll(added.services());
    traces.addAll(added.traces());
    metrics.addAll(added.metrics());
    return Either.right(
        (long) added.services().size() + added.traces().size() + added.metrics().size());
  }

  synchronized List<ServiceDelta> services() {
    return List.copyOf(services);
  }

  synchronized List<TraceDelta> traces() {
    return List.copyOf(traces);
  }

  synchronized List<MetricDelta> metrics() {
    return List.copyOf(metrics);
  }

  Stream<ServiceInstance> senders() {
    return Stream.concat(
        services().stream().map(ServiceDelta::sender), metrics().stream().map(MetricDelta::sender));
  }

  /** The window of the latest of {@code minutes}. */
  static Optional<TimeWindow> lastMinute(Stream<Minute> minutes) {
    return minutes
        .max(Comparator.naturalOrder())
        .map(m -> new TimeWindow(m.start(), new Minute(m.epochMinute() + 1).start()));
  }

  /** A note where a window was widened by more than a look-back always is. */
  static List<Note> notes(QueryWindow asked, TimeWindow applied) {
    return notes(asked, applied, Step.MINUTE);
  }

  /** The same, where windows are of whole steps. */
  static List<Note> notes(QueryWindow asked, TimeWindow applied, Step grain) {
    boolean telling =
        switch (asked) {
          case QueryWindow.LookBack lookBack -> lookBack.length().compareTo(grain.length()) < 0;
          case QueryWindow.Absolute absolute -> !absolute.window().equals(applied);
        };
    return telling
        ? List.of(new Note(Note.Code.WINDOW_WIDENED, "widened to whole steps"))
        : List.of();
  }
}

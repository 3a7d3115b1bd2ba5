package io.coral.domain.intake;

import static java.util.Objects.requireNonNull;

import io.coral.domain.summary.MetricFold;
import io.coral.domain.summary.SpanFold;
import io.coral.domain.summary.StreamState;
import io.coral.domain.summary.SummaryDeltas;
import io.coral.domain.telemetry.HistogramPoint;
import io.coral.domain.telemetry.MetricPoint;
import io.coral.domain.telemetry.NumberPoint;
import io.coral.domain.telemetry.SpanRecord;
import io.coral.domain.telemetry.StreamId;
import io.coral.domain.telemetry.Temporality;
import io.coral.domain.value.ServiceInstance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Folds the requests that are committed together. Spans are folded as they come; cumulative points
 * need the states in which the commit before leaves their streams, so points wait for {@link
 * #finish}. Not thread-safe; one for each group.
 */
public final class GroupFold {
  private record Waiting(MetricPoint point, Refusals refusals) {}

  /** What a group adds. */
  public record Folded(SummaryDeltas deltas, Map<StreamId, StreamState> streamStates) {
    public Folded {
      requireNonNull(deltas, "deltas is null");
      streamStates = Map.copyOf(streamStates);
    }

    /** Whether there is nothing to commit. */
    public boolean isEmpty() {
      return deltas.isEmpty() && streamStates.isEmpty();
    }
  }

  private final Cardinality cardinality;
  private final SpanFold spans = new SpanFold();
  private final List<Waiting> points = new ArrayList<>();

  /** Of the last item, since a request's items come sender by sender. */
  private @Nullable ServiceInstance lastSender;

  private Optional<String> lastSenderRefused = Optional.empty();

  public GroupFold(Cardinality cardinality) {
    this.cardinality = requireNonNull(cardinality, "cardinality is null");
  }

  /**
   * Adds a request.
   *
   * @param refusals hears of its items that are not taken, until {@link #finish} has returned
   */
  public void add(Telemetry telemetry, Refusals refusals) {
    switch (telemetry) {
      case Telemetry.Spans(var items, var bytes) -> items.forEach(span -> add(span, refusals));
      case Telemetry.Points(var items, var bytes) -> items.forEach(point -> add(point, refusals));
    }
  }

  private void add(SpanRecord span, Refusals refusals) {
    Optional<String> refused = admit(span.sender());
    if (refused.isPresent()) {
      refusals.drop(refused.get());
    } else {
      spans.add(span);
    }
  }

  private void add(MetricPoint point, Refusals refusals) {
    Optional<String> refused = admit(point.identity().sender()).or(() -> cardinality.admit(point));
    if (refused.isPresent()) {
      refusals.drop(refused.get());
    } else {
      points.add(new Waiting(point, refusals));
    }
  }

  private Optional<String> admit(ServiceInstance sender) {
    if (!sender.equals(lastSender)) {
      lastSenderRefused = cardinality.admit(sender);
      lastSender = sender;
    }
    return lastSenderRefused;
  }

  /** The cumulative streams whose states {@link #finish} needs. */
  public Set<StreamId> cumulativeStreams() {
    var streams = new HashSet<StreamId>();
    for (Waiting waiting : points) {
      switch (waiting.point()) {
        case HistogramPoint histogram when histogram.temporality() == Temporality.CUMULATIVE ->
            streams.add(histogram.stream());
        case HistogramPoint delta -> {}
        case NumberPoint number -> {}
      }
    }
    return streams;
  }

  /**
   * Folds the points, too; to be called once, at the end.
   *
   * @param committed states of the cumulative streams, as far as there are any
   */
  public Folded finish(Map<StreamId, StreamState> committed) {
    var metrics = new MetricFold(committed, 0);
    for (Waiting waiting : points) {
      metrics.add(waiting.point()).ifPresent(waiting.refusals()::refuse);
    }
    return new Folded(
        new SummaryDeltas(spans.serviceDeltas(), spans.traceDeltas(), metrics.metricDeltas()),
        metrics.changedStreams());
  }
}

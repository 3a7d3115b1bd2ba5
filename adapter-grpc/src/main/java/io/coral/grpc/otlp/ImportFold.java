package io.coral.grpc.otlp;

import io.coral.domain.summary.MetricFold;
import io.coral.domain.summary.RequestId;
import io.coral.domain.summary.SpanFold;
import io.coral.domain.summary.StreamState;
import io.coral.domain.summary.SummaryDeltas;
import io.coral.domain.telemetry.HistogramPoint;
import io.coral.domain.telemetry.MetricPoint;
import io.coral.domain.telemetry.NumberPoint;
import io.coral.domain.telemetry.SpanRecord;
import io.coral.domain.telemetry.StreamId;
import io.coral.domain.telemetry.Temporality;
import io.coral.ports.ImportListener;
import io.coral.ports.SummaryBatch;
import io.coral.ports.SummaryWriter;
import io.coral.ports.WriteFailure;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Folds the requests of one batch, and appends what that gives. */
final class ImportFold {
  /** Where a request stood. */
  record Place(String file, long line) {}

  private record Refusal(Place place, String reason) {}

  private record PlacedPoint(Place place, long number, MetricPoint point) {}

  private final long shiftMinutes;
  private final ImportTally counts = new ImportTally();
  private final List<Refusal> refusals = new ArrayList<>();
  private final Set<RequestId> requests = new HashSet<>();
  private final SpanFold spans = new SpanFold();
  private final List<PlacedPoint> points = new ArrayList<>();

  /**
   * @param shiftMinutes added to all times
   */
  ImportFold(long shiftMinutes) {
    this.shiftMinutes = shiftMinutes;
  }

  /** Adds a request's valid items. A request without any leaves no trace but its refusals. */
  void add(Place place, RequestId id, OtlpRequest request) {
    long before = counts.spans + counts.ignoredPoints + points.size();
    var items = new RequestItems(new Adding(place), Duration.ofMinutes(shiftMinutes).toNanos());
    items.read(request);
    if (counts.spans + counts.ignoredPoints + points.size() > before) {
      requests.add(id);
      counts.requests++;
    }
  }

  /** Counts a request that was committed before. */
  void skip() {
    counts.repeatedRequests++;
  }

  void refuse(Place place, String reason) {
    refusals.add(new Refusal(place, reason));
    counts.refused++;
  }

  /** Commits what was added; to be called once, at the end. */
  Either<WriteFailure, Long> appendTo(SummaryWriter writer) {
    return requests.isEmpty()
        ? Either.right(0L)
        : statesOf(writer).map(this::foldPoints).flatMap(writer::append);
  }

  ImportTally counts() {
    return counts;
  }

  void tellRefusals(ImportListener listener) {
    refusals.forEach(
        refusal ->
            listener.refused(refusal.place().file(), refusal.place().line(), refusal.reason()));
  }

  private Either<WriteFailure, Map<StreamId, StreamState>> statesOf(SummaryWriter writer) {
    var streams = new HashSet<StreamId>();
    for (PlacedPoint placed : points) {
      switch (placed.point()) {
        case HistogramPoint histogram when histogram.temporality() == Temporality.CUMULATIVE ->
            streams.add(histogram.stream());
        case HistogramPoint delta -> {}
        case NumberPoint number -> {}
      }
    }
    return streams.isEmpty() ? Either.right(Map.of()) : writer.streamStates(streams);
  }

  private SummaryBatch foldPoints(Map<StreamId, StreamState> committed) {
    var fold = new MetricFold(committed, shiftMinutes);
    for (PlacedPoint placed : points) {
      fold.add(placed.point())
          .ifPresentOrElse(
              reason -> refuse(placed.place(), "point " + placed.number() + ": " + reason),
              () -> counts.points++);
    }
    return new SummaryBatch(
        requests,
        new SummaryDeltas(spans.serviceDeltas(), spans.traceDeltas(), fold.metricDeltas()),
        fold.changedStreams());
  }

  private final class Adding implements ItemSink {
    private final Place place;

    Adding(Place place) {
      this.place = place;
    }

    @Override
    public void span(SpanRecord span) {
      spans.add(span);
      counts.spans++;
    }

    @Override
    public void point(long number, MetricPoint point) {
      points.add(new PlacedPoint(place, number, point));
    }

    @Override
    public void ignoredPoint() {
      counts.ignoredPoints++;
    }

    @Override
    public void refused(String item, long number, String reason) {
      refuse(place, item + " " + number + ": " + reason);
    }
  }
}

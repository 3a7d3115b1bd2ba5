package io.coral.domain.summary;

import static java.util.Objects.requireNonNull;

import io.coral.domain.telemetry.HistogramPoint;
import io.coral.domain.telemetry.MetricIdentity;
import io.coral.domain.telemetry.MetricPoint;
import io.coral.domain.telemetry.NumberPoint;
import io.coral.domain.telemetry.StreamId;
import io.coral.domain.telemetry.Temporality;
import io.coral.domain.time.Minute;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Folds metric points into deltas, each in the UTC minute of its time. Any order and any batching
 * of the same gauges and delta histograms gives deltas that add up to the same summaries, but for
 * the rounding of sums; cumulative histograms count by {@link CumulativeStreams}. Not thread-safe;
 * one for each batch.
 *
 * <pre>{@code
 * var fold = new MetricFold(committedStates, shiftMinutes);
 * points.forEach(point -> fold.add(point).ifPresent(reason -> refuse(reason)));
 * writer.append(new SummaryBatch(
 *     requests,
 *     new SummaryDeltas(List.of(), List.of(), fold.metricDeltas()),
 *     fold.changedStreams()));
 * }</pre>
 */
public final class MetricFold {
  private record Key(Minute minute, MetricIdentity identity, MetricDelta.Kind kind) {}

  private final CumulativeStreams streams;
  private final long shiftMinutes;
  private final Map<Key, MetricTally> tallies = new HashMap<>();

  /**
   * @param committed states of the cumulative streams that will come, as far as there are any
   * @param shiftMinutes added to each point's minute; the states of streams keep the sender's own
   *     times, so that a grown file can be imported with another shift
   */
  public MetricFold(Map<StreamId, StreamState> committed, long shiftMinutes) {
    this.streams = new CumulativeStreams(committed);
    this.shiftMinutes = shiftMinutes;
  }

  /**
   * Adds a point.
   *
   * @return why it was refused, if it was; the fold is then as before
   */
  public Optional<String> add(MetricPoint point) {
    return switch (point) {
      case NumberPoint number -> {
        tally(number, MetricDelta.Kind.GAUGE).add(number);
        yield Optional.empty();
      }
      case HistogramPoint histogram when histogram.temporality() == Temporality.DELTA -> {
        addDelta(histogram);
        yield Optional.empty();
      }
      case HistogramPoint histogram -> addCumulative(histogram);
    };
  }

  /** Whether there is nothing to commit. */
  public boolean isEmpty() {
    return tallies.isEmpty() && streams.changed().isEmpty();
  }

  /** Deltas of what was added so far, one for each minute, metric and kind. */
  public List<MetricDelta> metricDeltas() {
    return tallies.entrySet().stream()
        .map(
            entry -> {
              Key key = requireNonNull(entry.getKey());
              return requireNonNull(entry.getValue())
                  .toDelta(key.minute(), key.identity(), key.kind());
            })
        .toList();
  }

  /** States of the cumulative streams that took a point here; commit them with the deltas. */
  public Map<StreamId, StreamState> changedStreams() {
    return streams.changed();
  }

  private Optional<String> addCumulative(HistogramPoint point) {
    return switch (streams.take(point)) {
      case StreamStep.Counted counted -> {
        addDelta(counted.delta());
        yield Optional.empty();
      }
      case StreamStep.Based based -> Optional.empty();
      case StreamStep.Refused refused -> Optional.of(refused.reason());
    };
  }

  private void addDelta(HistogramPoint point) {
    if (point.counts().total() > 0) {
      tally(point, MetricDelta.Kind.HISTOGRAM).add(point);
    }
  }

  private MetricTally tally(MetricPoint point, MetricDelta.Kind kind) {
    var minute = new Minute(Minute.ofUnixNano(point.timeUnixNano()).epochMinute() + shiftMinutes);
    return tallies.computeIfAbsent(
        new Key(minute, point.identity(), kind), key -> new MetricTally());
  }
}

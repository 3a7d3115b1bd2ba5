package io.coral.domain.summary;

import io.coral.domain.telemetry.HistogramPoint;
import io.coral.domain.telemetry.StreamId;
import io.coral.domain.telemetry.Temporality;
import java.util.HashMap;
import java.util.Map;

/**
 * Turns the points of cumulative histograms into deltas, stream by stream:
 *
 * <ul>
 *   <li>the first point of a stream counts whole, or is only a base if its start is unknown;
 *   <li>a new start time, or a lower count, is a reset: the point counts whole;
 *   <li>a point that is not later than the last one taken is refused;
 *   <li>exponential histograms of different scales are compared at the coarser one, exactly;
 *   <li>where explicit bounds, a zero threshold or the kind of histogram change without a new
 *       start, the point becomes the new base, and what came since the last one is lost: counting
 *       it whole would count earlier values twice.
 * </ul>
 *
 * <p>Not thread-safe; one for each batch. The order of the points of one stream matters, that of
 * streams does not. {@link #changed} belongs into the same commit as the deltas; a later batch
 * starts from what was committed.
 */
public final class CumulativeStreams {
  private final Map<StreamId, StreamState> states;
  private final Map<StreamId, StreamState> changed = new HashMap<>();

  /**
   * @param committed states of the streams that will come, as far as there are any
   */
  public CumulativeStreams(Map<StreamId, StreamState> committed) {
    this.states = new HashMap<>(committed);
  }

  /**
   * Takes the next point of its stream.
   *
   * @throws IllegalArgumentException if it is not cumulative
   */
  public StreamStep take(HistogramPoint point) {
    if (point.temporality() != Temporality.CUMULATIVE) {
      throw new IllegalArgumentException("only cumulative points are compared");
    }
    StreamState before = states.get(point.stream());
    StreamStep step = before == null ? StreamState.first(point) : before.next(point);
    switch (step) {
      case StreamStep.Counted counted -> remember(point.stream(), counted.state());
      case StreamStep.Based based -> remember(point.stream(), based.state());
      case StreamStep.Refused refused -> {}
    }
    return step;
  }

  /** The states of streams that took a point here. */
  public Map<StreamId, StreamState> changed() {
    return Map.copyOf(changed);
  }

  private void remember(StreamId stream, StreamState state) {
    states.put(stream, state);
    changed.put(stream, state);
  }
}

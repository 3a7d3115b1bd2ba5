package io.coral.ports;

import static java.util.Objects.requireNonNull;

import io.coral.domain.summary.RequestId;
import io.coral.domain.summary.StreamState;
import io.coral.domain.summary.SummaryDeltas;
import io.coral.domain.telemetry.StreamId;
import java.util.Map;
import java.util.Set;

/**
 * Deltas that are committed together with the ids of the requests they came from.
 *
 * @param requests empty where the sender does not name its requests
 * @param streamStates the states in which the deltas leave cumulative streams; each replaces the
 *     one committed before
 */
public record SummaryBatch(
    Set<RequestId> requests, SummaryDeltas deltas, Map<StreamId, StreamState> streamStates) {
  public SummaryBatch {
    requests = Set.copyOf(requests);
    requireNonNull(deltas, "deltas is null");
    streamStates = Map.copyOf(streamStates);
  }

  /** A batch without cumulative streams. */
  public SummaryBatch(Set<RequestId> requests, SummaryDeltas deltas) {
    this(requests, deltas, Map.of());
  }
}

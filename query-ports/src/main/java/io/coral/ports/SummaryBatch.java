package io.coral.ports;

import static java.util.Objects.requireNonNull;

import io.coral.domain.summary.RequestId;
import io.coral.domain.summary.SummaryDeltas;
import java.util.Set;

/**
 * Deltas that are committed together with the ids of the requests they came from.
 *
 * @param requests empty where the sender does not name its requests
 */
public record SummaryBatch(Set<RequestId> requests, SummaryDeltas deltas) {
  public SummaryBatch {
    requests = Set.copyOf(requests);
    requireNonNull(deltas, "deltas is null");
  }
}

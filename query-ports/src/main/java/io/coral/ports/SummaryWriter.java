package io.coral.ports;

import io.coral.domain.summary.RequestId;
import io.coral.domain.summary.StreamState;
import io.coral.domain.telemetry.StreamId;
import io.vavr.control.Either;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Adds telemetry to the summaries. Thread-safe; batches are committed one after the other. */
public interface SummaryWriter {

  /** Which of these requests were committed before. */
  Either<WriteFailure, Set<RequestId>> committed(Collection<RequestId> requests);

  /**
   * The states of those of these cumulative streams that have one. Whoever reads, folds and appends
   * does so one batch after the other: two at a time would both start from the same states.
   */
  Either<WriteFailure, Map<StreamId, StreamState>> streamStates(Collection<StreamId> streams);

  /**
   * Commits a batch, wholly or not at all; it is durable when this returns.
   *
   * @return the number of delta rows written; {@link WriteFailure.AlreadyCommitted} if a request of
   *     the batch was committed before, when nothing is written
   */
  Either<WriteFailure, Long> append(SummaryBatch batch);
}

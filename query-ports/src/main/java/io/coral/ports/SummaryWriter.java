package io.coral.ports;

import io.coral.domain.summary.RequestId;
import io.vavr.control.Either;
import java.util.Collection;
import java.util.Set;

/** Adds telemetry to the summaries. Thread-safe; batches are committed one after the other. */
public interface SummaryWriter {

  /** Which of these requests were committed before. */
  Either<WriteFailure, Set<RequestId>> committed(Collection<RequestId> requests);

  /**
   * Commits a batch, wholly or not at all; it is durable when this returns.
   *
   * @return the number of delta rows written; {@link WriteFailure.AlreadyCommitted} if a request of
   *     the batch was committed before, when nothing is written
   */
  Either<WriteFailure, Long> append(SummaryBatch batch);
}

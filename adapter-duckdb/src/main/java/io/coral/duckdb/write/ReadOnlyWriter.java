package io.coral.duckdb.write;

import io.coral.domain.summary.RequestId;
import io.coral.domain.summary.StreamState;
import io.coral.domain.telemetry.StreamId;
import io.coral.ports.SummaryBatch;
import io.coral.ports.WriteFailure;
import io.vavr.control.Either;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** The writer of a store that was opened to be read. */
public final class ReadOnlyWriter implements StoreWriter {
  private static final WriteFailure READ_ONLY =
      new WriteFailure.StoreUnavailable("the store was opened read-only");

  @Override
  public Either<WriteFailure, Set<RequestId>> committed(Collection<RequestId> requests) {
    return Either.left(READ_ONLY);
  }

  @Override
  public Either<WriteFailure, Map<StreamId, StreamState>> streamStates(
      Collection<StreamId> streams) {
    return Either.left(READ_ONLY);
  }

  @Override
  public Either<WriteFailure, Long> append(SummaryBatch batch) {
    return Either.left(READ_ONLY);
  }

  @Override
  public void begin() {}

  @Override
  public void recall() {}

  @Override
  public void tend() {}

  @Override
  public void close() {}
}

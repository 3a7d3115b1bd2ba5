package io.coral.duckdb.intake;

import io.coral.domain.summary.RequestId;
import io.coral.domain.summary.ServiceDelta;
import io.coral.domain.summary.StreamState;
import io.coral.domain.telemetry.StreamId;
import io.coral.ports.SummaryBatch;
import io.coral.ports.SummaryWriter;
import io.coral.ports.WriteFailure;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A writer that keeps what it is given, holds transactions up, and fails on demand. */
final class HeldWriter implements SummaryWriter {
  static final String POISON = "poison";

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch held = new CountDownLatch(1);
  private final List<SummaryBatch> batches = new ArrayList<>();
  private boolean full;
  private int attempts;

  /** Waits until a first transaction is under way; it goes on after {@link #release}. */
  void awaitFirst() throws InterruptedException {
    begun.await();
  }

  void release() {
    held.countDown();
  }

  /** From now on, or no longer, nothing can be written. */
  synchronized void setFull(boolean full) {
    this.full = full;
  }

  synchronized int attempts() {
    return attempts;
  }

  synchronized List<SummaryBatch> batches() {
    return List.copyOf(batches);
  }

  /** Spans of a service in all that was written. */
  synchronized long spansOf(String service) {
    return batches.stream()
        .flatMap(batch -> batch.deltas().services().stream())
        .filter(delta -> delta.sender().service().value().equals(service))
        .mapToLong(ServiceDelta::spanCount)
        .sum();
  }

  @Override
  public Either<WriteFailure, Set<RequestId>> committed(Collection<RequestId> requests) {
    return Either.right(Set.of());
  }

  @Override
  public Either<WriteFailure, Map<StreamId, StreamState>> streamStates(
      Collection<StreamId> streams) {
    return Either.right(Map.of());
  }

  @Override
  public Either<WriteFailure, Long> append(SummaryBatch batch) {
    begun.countDown();
    try {
      held.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return write(batch);
  }

  private synchronized Either<WriteFailure, Long> write(SummaryBatch batch) {
    attempts++;
    if (full) {
      return Either.left(new WriteFailure.StoreUnavailable("the disk is full"));
    }
    if (batch.deltas().services().stream()
        .anyMatch(delta -> delta.sender().service().value().equals(POISON))) {
      throw new IllegalStateException("poisoned");
    }
    batches.add(batch);
    return Either.right(1L);
  }
}

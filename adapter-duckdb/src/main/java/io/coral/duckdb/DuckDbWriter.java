package io.coral.duckdb;

import io.coral.domain.summary.RequestId;
import io.coral.domain.summary.StreamState;
import io.coral.domain.telemetry.StreamId;
import io.coral.ports.SummaryBatch;
import io.coral.ports.WriteFailure;
import io.vavr.control.Either;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Appends deltas. One thread and one connection do all writing, since DuckDB fails transactions
 * that meet.
 */
final class DuckDbWriter implements StoreWriter {
  private final DuckDBConnection connection;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Threads.daemons("coral-writer"));

  /** Of the writer's thread; made with its first work, since many stores are never written. */
  private @Nullable WriteSession session;

  /**
   * @param connection used by this writer alone, and closed by it
   */
  DuckDbWriter(DuckDBConnection connection) {
    this.connection = connection;
  }

  @Override
  public Either<WriteFailure, Set<RequestId>> committed(Collection<RequestId> requests) {
    return inTurn(session -> session.committed(requests));
  }

  @Override
  public Either<WriteFailure, Map<StreamId, StreamState>> streamStates(
      Collection<StreamId> streams) {
    return inTurn(session -> session.streamStates(streams));
  }

  @Override
  public Either<WriteFailure, Long> append(SummaryBatch batch) {
    return inTurn(session -> session.append(batch));
  }

  private <A> Either<WriteFailure, A> inTurn(Function<WriteSession, Either<WriteFailure, A>> work) {
    Future<Either<WriteFailure, A>> result;
    try {
      result = thread.submit(() -> work.apply(session()));
    } catch (RejectedExecutionException e) {
      return Either.left(new WriteFailure.StoreUnavailable("the store is closed"));
    }
    try {
      return result.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Either.left(
          new WriteFailure.StoreUnavailable("interrupted; whether it was committed is unknown"));
    } catch (ExecutionException e) {
      throw new IllegalStateException("the writer failed", e.getCause());
    }
  }

  private WriteSession session() {
    if (session == null) {
      session = new WriteSession(connection);
    }
    return session;
  }

  /** Commits what was handed in before, and no more; then sorts it if it is much. */
  @Override
  public void close() {
    try {
      thread.execute(
          () -> {
            if (session != null) {
              session.sort(Sorting.WORTHWHILE);
            }
          });
    } catch (RejectedExecutionException e) {
      return; // closed before
    }
    thread.close();
    Opening.close(connection);
  }
}

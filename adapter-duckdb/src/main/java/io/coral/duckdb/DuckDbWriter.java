package io.coral.duckdb;

import io.coral.domain.summary.RequestId;
import io.coral.domain.summary.StreamState;
import io.coral.domain.telemetry.StreamId;
import io.coral.ports.SummaryBatch;
import io.coral.ports.SummaryWriter;
import io.coral.ports.WriteFailure;
import io.vavr.control.Either;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
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
final class DuckDbWriter implements SummaryWriter, AutoCloseable {
  private static final Logger LOG = System.getLogger(DuckDbWriter.class.getName());

  private final DuckDBConnection connection;
  private final Held held;
  private final InstantSource clock;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Threads.daemons("coral-writer"));

  /** Of the writer's thread; made with its first work, since many stores are never written. */
  private @Nullable WriteSession session;

  /**
   * @param connection used by this writer alone, and closed by it
   * @param held gets what is committed
   * @param clock tells when requests were committed
   */
  DuckDbWriter(DuckDBConnection connection, Held held, InstantSource clock) {
    this.connection = connection;
    this.held = held;
    this.clock = clock;
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

  /** Fills the memory when its turn has come, which nobody waits for. */
  void hold() {
    try {
      thread.execute(() -> session().hold());
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "closed before anything was read ahead", e);
    }
  }

  /** Lets go of what memory need not hold any longer. */
  Either<WriteFailure, Void> age(long now) {
    return inTurn(
        session -> {
          held.age(now);
          return Either.right(null);
        });
  }

  /** Does a piece of a chore, if there is one, between the batches of others. */
  Either<WriteFailure, Boolean> piece(Chore chore) {
    return inTurn(session -> session.piece(chore));
  }

  /** The last minute with summaries that is not after {@code until}. */
  Either<WriteFailure, OptionalLong> newestMinute(long until) {
    return inTurn(session -> session.newestMinute(until));
  }

  /** The first minute with summaries. */
  Either<WriteFailure, OptionalLong> oldestMinute() {
    return inTurn(WriteSession::oldestMinute);
  }

  /** Bytes of the file that are in use. */
  Either<WriteFailure, Long> usedBytes() {
    return inTurn(WriteSession::usedBytes);
  }

  /** Rows of hours before {@code until} that are not sorted yet. */
  Either<WriteFailure, Long> waiting(long until) {
    return inTurn(session -> session.waiting(until));
  }

  /** Makes the file complete by itself, and the room of what was deleted free. */
  Either<WriteFailure, Void> checkpoint() {
    return inTurn(WriteSession::checkpoint);
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
      session = new WriteSession(connection, held, clock);
    }
    return session;
  }

  /** Commits what was handed in before, and no more. */
  @Override
  public void close() {
    thread.close();
    Opening.close(connection);
  }
}

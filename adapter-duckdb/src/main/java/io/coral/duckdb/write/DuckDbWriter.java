package io.coral.duckdb.write;

import io.coral.domain.summary.RequestId;
import io.coral.domain.summary.StreamState;
import io.coral.domain.telemetry.StreamId;
import io.coral.duckdb.file.Opening;
import io.coral.duckdb.file.Room;
import io.coral.duckdb.file.Root;
import io.coral.duckdb.file.Threads;
import io.coral.duckdb.held.Held;
import io.coral.ports.SummaryBatch;
import io.coral.ports.SummaryWriter;
import io.coral.ports.WriteFailure;
import io.vavr.control.Either;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Appends deltas. One thread and one connection do all writing, since DuckDB fails transactions
 * that meet.
 */
public final class DuckDbWriter implements SummaryWriter, AutoCloseable {
  private static final Logger LOG = System.getLogger(DuckDbWriter.class.getName());

  private final Root root;
  private final Held held;
  private final InstantSource clock;
  private final Condition condition;
  private final Room room;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Threads.daemons("coral-writer"));

  /** Whether it waits for its turn to bring something back. */
  private final AtomicBoolean recalling = new AtomicBoolean();

  /** Of the writer's thread; made with its first work, since many stores are never written. */
  private @Nullable WriteSession session;

  /** Of the session, closed with it. */
  private @Nullable DuckDBConnection connection;

  /**
   * @param root stays the caller's to close, after this
   * @param held gets what is committed
   * @param clock tells when requests were committed
   * @param condition hears whether the store can be written
   */
  public DuckDbWriter(Root root, Held held, InstantSource clock, Condition condition, Room room) {
    this.root = root;
    this.condition = condition;
    this.room = room;
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
  public void hold() {
    try {
      thread.execute(() -> onSession(session -> Either.right(hold(session))));
    } catch (RejectedExecutionException e) {
      LOG.log(Level.DEBUG, "closed before anything was read ahead", e);
    }
  }

  /** Brings back into memory what questions missed there, piece by piece between the batches. */
  public void recall() {
    if (held.isMissing() && recalling.compareAndSet(false, true)) {
      try {
        thread.execute(this::recallNow);
      } catch (RejectedExecutionException e) {
        LOG.log(Level.DEBUG, "closed before anything was brought back", e);
      }
    }
  }

  private void recallNow() {
    boolean done = false;
    try {
      done = onSession(WriteSession::recall).isRight();
    } finally {
      recalling.set(false);
    }
    if (done) { // or else the next question that misses it asks again
      recall();
    }
  }

  /** Lets go of what memory need not hold any longer. */
  public Either<WriteFailure, Void> age(long now) {
    return inTurn(
        session -> {
          held.age(now);
          return Either.right(null);
        });
  }

  /** Does a piece of a chore, if there is one, between the batches of others. */
  public Either<WriteFailure, Boolean> piece(Chore chore) {
    return inTurn(session -> session.piece(chore));
  }

  /** The last minute with summaries that is not after {@code until}. */
  public Either<WriteFailure, OptionalLong> newestMinute(long until) {
    return inTurn(session -> session.newestMinute(until));
  }

  /** The first minute with summaries. */
  public Either<WriteFailure, OptionalLong> oldestMinute() {
    return inTurn(WriteSession::oldestMinute);
  }

  /** Bytes of the file that are in use. */
  public Either<WriteFailure, Long> usedBytes() {
    return inTurn(WriteSession::usedBytes);
  }

  /** Rows of hours before {@code until} that are not sorted yet. */
  public Either<WriteFailure, Long> waiting(long until) {
    return inTurn(session -> session.waiting(until));
  }

  /** Finds out whether the store can be written again, if it could not. */
  public Either<WriteFailure, Void> probe() {
    return inTurn(WriteSession::probe);
  }

  /** Makes the file complete by itself, and the room of what was deleted free. */
  public Either<WriteFailure, Void> checkpoint() {
    return inTurn(WriteSession::checkpoint);
  }

  /** The same, and as much of it as there is; not where somebody still reads what was before. */
  public Either<WriteFailure, Void> settle() {
    return inTurn(WriteSession::settle);
  }

  private <A> Either<WriteFailure, A> inTurn(Function<WriteSession, Either<WriteFailure, A>> work) {
    Future<Either<WriteFailure, A>> result;
    try {
      result = thread.submit(() -> onSession(work));
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

  private static boolean hold(WriteSession session) {
    session.hold();
    return true;
  }

  /** Where the work finds that DuckDB has given the database up, that is opened anew after it. */
  private <A> Either<WriteFailure, A> onSession(
      Function<WriteSession, Either<WriteFailure, A>> work) {
    WriteSession open;
    try {
      open = session();
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "the store is not open", e);
      if (root.reopen()) {
        condition.cannotBeWritten("the store was opened anew, and is to be tried again");
      }
      return Either.left(new WriteFailure.StoreUnavailable("the store cannot be written"));
    }
    Either<WriteFailure, A> result = work.apply(open);
    if (open.isLost()) {
      held.forget();
      endSession();
      if (root.reopen()) {
        condition.cannotBeWritten("the store was opened anew, and is to be tried again");
      }
    }
    return result;
  }

  private WriteSession session() throws SQLException {
    if (session == null) {
      connection = root.duplicate();
      session = new WriteSession(connection, held, clock, condition, room);
    }
    return session;
  }

  private void endSession() {
    session = null;
    if (connection != null) {
      Opening.close(connection);
      connection = null;
    }
  }

  /** Commits what was handed in before, and no more. */
  @Override
  public void close() {
    thread.close();
    endSession();
  }
}

package io.coral.duckdb.write;

import io.coral.domain.summary.RequestId;
import io.coral.domain.summary.StreamState;
import io.coral.domain.telemetry.StreamId;
import io.coral.domain.time.Minute;
import io.coral.duckdb.file.Database;
import io.coral.duckdb.file.Room;
import io.coral.duckdb.held.Held;
import io.coral.duckdb.held.HeldLoad;
import io.coral.duckdb.table.Extent;
import io.coral.duckdb.table.Progress;
import io.coral.duckdb.table.Summary;
import io.coral.ports.SummaryBatch;
import io.coral.ports.WriteFailure;
import io.vavr.control.Either;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What the writer's thread does on its connection, each time in one transaction. */
final class WriteSession {
  /** As long as most questions take, and senders do not mind. */
  private static final Duration QUESTION = Duration.ofMillis(500);

  private static final Duration BETWEEN = Duration.ofMillis(10);

  private static final Logger LOG = System.getLogger(WriteSession.class.getName());
  private static final WriteFailure UNAVAILABLE =
      new WriteFailure.StoreUnavailable("the store cannot be written");
  private static final WriteFailure FULL =
      new WriteFailure.StoreUnavailable("the colony's disk is full");

  private final DuckDBConnection connection;
  private final DSLContext dsl;
  private final Ledger ledger;
  private final Dictionary dictionary;
  private final Held held;
  private final InstantSource clock;
  private final Condition condition;
  private final Room room;
  private boolean lost;

  /**
   * Hours before were rolled up; null if it is to be read again. Nobody but this session's chores
   * moves it on, and to ask for it took a third of a commit.
   */
  private @Nullable Long rolledUntil;

  /**
   * @param held gets what is committed
   * @param clock tells when requests were committed
   * @param condition hears what becomes of transactions
   */
  WriteSession(
      DuckDBConnection connection, Held held, InstantSource clock, Condition condition, Room room) {
    this.condition = condition;
    this.room = room;
    this.connection = connection;
    this.held = held;
    this.clock = clock;
    dsl = DSL.using(connection, SQLDialect.DUCKDB);
    ledger = new Ledger(dsl);
    dictionary = new Dictionary(dsl);
  }

  Either<WriteFailure, Set<RequestId>> committed(Collection<RequestId> requests) {
    return transact(() -> Either.right(ledger.committed(requests)));
  }

  Either<WriteFailure, Map<StreamId, StreamState>> streamStates(Collection<StreamId> streams) {
    return transact(() -> Either.right(ledger.states(streams)));
  }

  /** Writes a batch, unless one of its requests was committed before. */
  Either<WriteFailure, Long> append(SummaryBatch batch) {
    hold();
    Either<WriteFailure, Long> written = transact(() -> rowsOf(batch));
    if (written.isRight()) {
      holdToo(batch);
      condition.works();
      if (room.isCheckpointDue()) {
        checkpoint();
      }
    } else if (written.getLeft() instanceof WriteFailure.StoreUnavailable) {
      held.forget(); // whether it was committed is not certain
    }
    return written;
  }

  /** Fills the memory, if it is not what the store has. */
  void hold() {
    if (held.isWanting()) {
      transact(
          () -> {
            held.fill(minute(), new HeldLoad(dsl));
            return Either.right(0L);
          });
    }
  }

  /** Brings a piece of what a question missed in memory back there. */
  Either<WriteFailure, Void> recall() {
    return transact(
        () -> {
          held.recall(minute(), new HeldLoad(dsl));
          return Either.right(null);
        },
        this::ofReading);
  }

  /** A batch that was committed is acknowledged, whatever becomes of the memory. */
  private void holdToo(SummaryBatch batch) {
    try {
      held.add(batch.deltas(), minute());
    } catch (RuntimeException e) {
      held.forget();
      LOG.log(Level.ERROR, "a batch could not be held in memory", e);
    }
  }

  private long minute() {
    return Minute.of(clock.instant()).epochMinute();
  }

  private Either<WriteFailure, Long> rowsOf(SummaryBatch batch) throws SQLException {
    var repeated = ledger.committed(batch.requests());
    if (!repeated.isEmpty()) {
      return Either.left(new WriteFailure.AlreadyCommitted(repeated.iterator().next()));
    }
    ledger.forget(batch.streamStates().keySet());
    new DeltaAppender(connection, dictionary, rolledUntil(), Minute.of(clock.instant()))
        .append(batch);
    var deltas = batch.deltas();
    return Either.right(
        (long) deltas.services().size() + deltas.traces().size() + deltas.metrics().size());
  }

  private long rolledUntil() {
    if (rolledUntil == null) {
      rolledUntil = Progress.of(dsl).rolledUntil();
    }
    return rolledUntil;
  }

  /** Does a piece of a chore, if there is one. */
  Either<WriteFailure, Boolean> piece(Chore chore) {
    rolledUntil = null;
    Either<WriteFailure, Done> done =
        transact(() -> Either.right(new Done(chore.next(dsl), Progress.of(dsl).minutesFrom())));
    if (done.isLeft() || done.get().more()) { // it may have moved or deleted anybody's last minute
      held.lastSeen().forget();
    }
    done.peek(piece -> held.forgetBefore(piece.minutesFrom()));
    return done.map(Done::more);
  }

  /**
   * What a piece of a chore did.
   *
   * @param more whether there was one
   */
  private record Done(boolean more, long minutesFrom) {}

  Either<WriteFailure, OptionalLong> newestMinute(long until) {
    return transact(() -> Either.right(Extent.lastMinute(dsl, until)));
  }

  Either<WriteFailure, Long> waiting(long until) {
    return transact(
        () ->
            Either.right(
                Stream.of(Summary.values()).mapToLong(each -> each.waiting(dsl, until)).sum()));
  }

  /** Bytes of the file that are in use. */
  Either<WriteFailure, Long> usedBytes() {
    try {
      return Either.right(Database.usedBytes(connection));
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "the size of the store is not known", e);
      return Either.left(UNAVAILABLE);
    }
  }

  Either<WriteFailure, OptionalLong> oldestMinute() {
    return transact(() -> Either.right(Extent.firstMinute(dsl)));
  }

  /** Makes the file complete by itself, and the room of what was deleted free. */
  Either<WriteFailure, Void> checkpoint() {
    if (!room.isEnoughForACheckpoint()) {
      LOG.log(Level.DEBUG, "no checkpoint is made, since there is no room for one");
      return Either.left(FULL);
    }
    try {
      Database.checkpoint(connection);
      return Either.right(null);
    } catch (SQLException e) {
      LOG.log(isInUse(e) ? Level.DEBUG : Level.WARNING, "no checkpoint was made", e);
      return Either.left(ofReading(e));
    }
  }

  /**
   * A checkpoint that frees all there is to free, or fails: for as long as a question takes, nobody
   * writes, so that those who read what was there before come to their end, and those who begin now
   * are in nobody's way.
   */
  Either<WriteFailure, Void> settle() {
    Either<WriteFailure, Boolean> parted = piece(new Barrier());
    if (parted.isLeft()) {
      return Either.left(parted.getLeft());
    }
    long end = System.nanoTime() + QUESTION.toNanos();
    Either<WriteFailure, Void> settled = checkpoint();
    while (settled.isLeft()
        && !settled.getLeft().equals(FULL)
        && !lost
        && System.nanoTime() < end) {
      LockSupport.parkNanos(BETWEEN.toNanos());
      settled = checkpoint();
    }
    return settled;
  }

  /** Finds out whether the store can be written, if the last that was tried could not. */
  Either<WriteFailure, Void> probe() {
    if (condition.fault().isEmpty() || !room.isEnoughForACheckpoint()) {
      return Either.right(null); // to write a little would show nothing where much finds no room
    }
    Either<WriteFailure, Void> written =
        transact(
            () -> {
              Progress.touch(dsl);
              return Either.right(null);
            });
    return written.peek(done -> condition.works());
  }

  /** Whether DuckDB has given the database up, so that it must be opened anew. */
  boolean isLost() {
    return lost;
  }

  /** Whether somebody still reads what was there before a change of the catalog. */
  private static boolean isInUse(Exception error) {
    return String.valueOf(error.getMessage()).contains("Cannot CHECKPOINT");
  }

  private static boolean isFatal(Exception error) {
    String message = String.valueOf(error.getMessage());
    return message.contains("has been invalidated") || message.contains("FATAL Error");
  }

  private WriteFailure failure(Exception error) {
    String message = String.valueOf(error.getMessage());
    WriteFailure failure = message.contains("No space left on device") ? FULL : UNAVAILABLE;
    if (isFatal(error)) {
      lost = true;
      condition.isLost(failure.message());
    } else {
      condition.cannotBeWritten(failure.message());
    }
    return failure;
  }

  /** Of work that writes nothing anew: the store is none the worse, unless it is lost. */
  private WriteFailure ofReading(Exception error) {
    return isFatal(error) ? failure(error) : UNAVAILABLE;
  }

  private <A> Either<WriteFailure, A> transact(Work<A> work) {
    return transact(work, this::failure);
  }

  /** Does work wholly or not at all. */
  private <A> Either<WriteFailure, A> transact(
      Work<A> work, Function<Exception, WriteFailure> failing) {
    boolean committed = false;
    try {
      dsl.startTransaction().execute(); // an appender alone would not begin one
      Either<WriteFailure, A> result = work.run();
      if (result.isRight()) {
        dsl.commit().execute();
        committed = true;
      }
      return result;
    } catch (SQLException | DataAccessException e) {
      LOG.log(Level.ERROR, "a transaction was not committed", e);
      return Either.left(failing.apply(e));
    } finally {
      if (!committed) {
        rollback();
      }
    }
  }

  private void rollback() {
    dictionary.forget();
    rolledUntil = null;
    try {
      dsl.rollback().execute();
    } catch (DataAccessException e) {
      LOG.log(Level.DEBUG, "there was no transaction to roll back", e);
    }
  }

  /** Work of one transaction, which is committed if it succeeds. */
  private interface Work<A> {
    Either<WriteFailure, A> run() throws SQLException;
  }
}

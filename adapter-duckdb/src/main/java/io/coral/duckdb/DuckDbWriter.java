package io.coral.duckdb;

import io.coral.domain.summary.RequestId;
import io.coral.domain.summary.StreamState;
import io.coral.domain.telemetry.StreamId;
import io.coral.ports.SummaryBatch;
import io.coral.ports.WriteFailure;
import io.vavr.control.Either;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.duckdb.DuckDBConnection;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * Appends deltas. One thread and one connection do all writing, since DuckDB fails transactions
 * that meet.
 */
final class DuckDbWriter implements StoreWriter {
  private static final Logger LOG = System.getLogger(DuckDbWriter.class.getName());
  private static final WriteFailure UNAVAILABLE =
      new WriteFailure.StoreUnavailable("the store cannot be written");

  private final DuckDBConnection connection;
  private final DSLContext dsl;
  private final Ledger ledger;
  private final Dictionary dictionary;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Threads.daemons("coral-writer"));

  /**
   * @param connection used by this writer alone, and closed by it
   */
  DuckDbWriter(DuckDBConnection connection) {
    this.connection = connection;
    dsl = DSL.using(connection, SQLDialect.DUCKDB);
    ledger = new Ledger(dsl);
    dictionary = new Dictionary(dsl);
  }

  @Override
  public Either<WriteFailure, Set<RequestId>> committed(Collection<RequestId> requests) {
    return inTurn(() -> Either.right(ledger.committed(requests)));
  }

  @Override
  public Either<WriteFailure, Map<StreamId, StreamState>> streamStates(
      Collection<StreamId> streams) {
    return inTurn(() -> Either.right(ledger.states(streams)));
  }

  @Override
  public Either<WriteFailure, Long> append(SummaryBatch batch) {
    return inTurn(() -> commit(batch));
  }

  private Either<WriteFailure, Long> commit(SummaryBatch batch) throws SQLException {
    var repeated = ledger.committed(batch.requests());
    if (!repeated.isEmpty()) {
      return Either.left(new WriteFailure.AlreadyCommitted(repeated.iterator().next()));
    }
    ledger.forget(batch.streamStates().keySet());
    new DeltaAppender(connection, dictionary).append(batch);
    var deltas = batch.deltas();
    return Either.right(
        (long) deltas.services().size() + deltas.traces().size() + deltas.metrics().size());
  }

  private <A> Either<WriteFailure, A> inTurn(Callable<Either<WriteFailure, A>> work) {
    Future<Either<WriteFailure, A>> result;
    try {
      result = thread.submit(() -> whollyOrNotAtAll(work));
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

  private <A> Either<WriteFailure, A> whollyOrNotAtAll(Callable<Either<WriteFailure, A>> work)
      throws Exception {
    boolean committed = false;
    try {
      dsl.startTransaction().execute(); // an appender alone would not begin one
      Either<WriteFailure, A> result = work.call();
      if (result.isRight()) {
        dsl.commit().execute();
        committed = true;
      }
      return result;
    } catch (SQLException | DataAccessException e) {
      LOG.log(Level.ERROR, "a batch was not committed", e);
      return Either.left(UNAVAILABLE);
    } finally {
      if (!committed) {
        rollback();
      }
    }
  }

  private void rollback() {
    dictionary.forget();
    try {
      dsl.rollback().execute();
    } catch (DataAccessException e) {
      LOG.log(Level.DEBUG, "there was no transaction to roll back", e);
    }
  }

  /** Commits what was handed in before, and no more. */
  @Override
  public void close() {
    thread.close();
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.log(Level.ERROR, "the writer's connection could not be closed", e);
    }
  }
}

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
import org.duckdb.DuckDBConnection;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** What the writer's thread does on its connection, each time in one transaction. */
final class WriteSession {
  private static final Logger LOG = System.getLogger(WriteSession.class.getName());
  private static final WriteFailure UNAVAILABLE =
      new WriteFailure.StoreUnavailable("the store cannot be written");

  private final DuckDBConnection connection;
  private final DSLContext dsl;
  private final Ledger ledger;
  private final Dictionary dictionary;
  private final Sorting sorting;

  WriteSession(DuckDBConnection connection) {
    this.connection = connection;
    dsl = DSL.using(connection, SQLDialect.DUCKDB);
    ledger = new Ledger(dsl);
    dictionary = new Dictionary(dsl);
    sorting = new Sorting(dsl);
  }

  Either<WriteFailure, Set<RequestId>> committed(Collection<RequestId> requests) {
    return transact(() -> Either.right(ledger.committed(requests)));
  }

  Either<WriteFailure, Map<StreamId, StreamState>> streamStates(Collection<StreamId> streams) {
    return transact(() -> Either.right(ledger.states(streams)));
  }

  /** Writes a batch, unless one of its requests was committed before. */
  Either<WriteFailure, Long> append(SummaryBatch batch) {
    Either<WriteFailure, Long> written = transact(() -> rowsOf(batch));
    if (written.isRight()) {
      sort(Sorting.FULL);
    }
    return written;
  }

  private Either<WriteFailure, Long> rowsOf(SummaryBatch batch) throws SQLException {
    var repeated = ledger.committed(batch.requests());
    if (!repeated.isEmpty()) {
      return Either.left(new WriteFailure.AlreadyCommitted(repeated.iterator().next()));
    }
    ledger.forget(batch.streamStates().keySet());
    sorting.expect(new DeltaAppender(connection, dictionary).append(batch));
    var deltas = batch.deltas();
    return Either.right(
        (long) deltas.services().size() + deltas.traces().size() + deltas.metrics().size());
  }

  /**
   * Sorts recent buckets if there are that many; what cannot be sorted now can be read as it is.
   */
  void sort(long atLeast) {
    transact(
        () -> {
          if (sorting.waiting() >= atLeast) {
            sorting.run();
          }
          return Either.right(atLeast);
        });
  }

  /** Does work wholly or not at all. */
  private <A> Either<WriteFailure, A> transact(Work<A> work) {
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
      return Either.left(UNAVAILABLE);
    } finally {
      if (!committed) {
        rollback();
      }
    }
  }

  private void rollback() {
    dictionary.forget();
    sorting.forget();
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

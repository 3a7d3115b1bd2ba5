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

  /** Work of one transaction, which is committed if it succeeds. */
  interface Work<A> {
    Either<WriteFailure, A> on(WriteSession session) throws SQLException;
  }

  private final DuckDBConnection connection;
  private final DSLContext dsl;
  private final Ledger ledger;
  private final Dictionary dictionary;

  WriteSession(DuckDBConnection connection) {
    this.connection = connection;
    dsl = DSL.using(connection, SQLDialect.DUCKDB);
    ledger = new Ledger(dsl);
    dictionary = new Dictionary(dsl);
  }

  /** Does the work wholly or not at all. */
  <A> Either<WriteFailure, A> transact(Work<A> work) {
    boolean committed = false;
    try {
      dsl.startTransaction().execute(); // an appender alone would not begin one
      Either<WriteFailure, A> result = work.on(this);
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

  Set<RequestId> committed(Collection<RequestId> requests) {
    return ledger.committed(requests);
  }

  Map<StreamId, StreamState> streamStates(Collection<StreamId> streams) {
    return ledger.states(streams);
  }

  /** Writes a batch, unless one of its requests was committed before. */
  Either<WriteFailure, Long> append(SummaryBatch batch) throws SQLException {
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

  private void rollback() {
    dictionary.forget();
    try {
      dsl.rollback().execute();
    } catch (DataAccessException e) {
      LOG.log(Level.DEBUG, "there was no transaction to roll back", e);
    }
  }
}

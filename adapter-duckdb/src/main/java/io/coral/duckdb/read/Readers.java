package io.coral.duckdb.read;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.sql.SqlLimits;
import io.coral.duckdb.file.Root;
import io.coral.duckdb.file.Taken;
import io.coral.ports.CallBounds;
import io.coral.ports.StoreLoad;
import io.vavr.control.Either;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.duckdb.DuckDBConnection;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.conf.StatementType;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;

/**
 * Where questions get their connections: a fresh duplicate of the root for each call, so that
 * nothing is left from one asker to the next, and no more than a few at one time.
 */
public final class Readers implements AutoCloseable {
  /**
   * Values are written into the statements by jOOQ, which quotes them: DuckDB plans before it knows
   * the values of a prepared statement, and a third of a short answer's time went there.
   */
  private static final Settings SETTINGS =
      new Settings().withStatementType(StatementType.STATIC_STATEMENT);

  private static final Logger LOG = System.getLogger(Readers.class.getName());

  private static final long CANCELLATION_CHECK_MILLIS = 20;

  private final Root root;
  private final int most;
  private final Semaphore places;
  private final Watchdog watchdog = new Watchdog();
  private volatile boolean closed;

  /**
   * @param root stays the caller's to close, after this
   * @param most connections at one time
   */
  public Readers(Root root, int most) {
    this.root = root;
    this.most = most;
    this.places = new Semaphore(most, true);
  }

  /**
   * A connection beside those that are counted, closed by the caller.
   *
   * @throws SQLException if the store is closed
   */
  public DuckDBConnection connection() throws SQLException {
    if (closed) {
      throw new SQLException("the store is closed");
    }
    return root.duplicate();
  }

  /** What the database takes at this moment. */
  public Either<QueryFailure, Taken> taken() {
    try (var connection = connection()) {
      return Either.right(Taken.by(connection));
    } catch (SQLException e) {
      return Either.left(Failures.ofQuery(e));
    }
  }

  /** How many ask at this moment. */
  public StoreLoad load() {
    return new StoreLoad(most, most - places.availablePermits(), places.getQueueLength());
  }

  /** Answers from one snapshot of the store, within the bounds. */
  public <A> Either<QueryFailure, A> ask(
      CallBounds bounds, Function<DSLContext, Either<QueryFailure, A>> question) {
    return inTurn(bounds, left -> onConnection(left, question));
  }

  /**
   * Runs work when its turn has come.
   *
   * @param work is told what is left of the bounds
   */
  private <A> Either<QueryFailure, A> inTurn(
      CallBounds bounds, Function<CallBounds, Either<QueryFailure, A>> work) {
    Duration allowed = min(bounds.timeout(), SqlLimits.MAX_TIME);
    long start = System.nanoTime();
    try {
      while (!places.tryAcquire(CANCELLATION_CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
        if (bounds.cancellation().isCancelled()) {
          return Either.left(new QueryFailure.Cancelled());
        }
        if (System.nanoTime() - start >= allowed.toNanos()) {
          return Either.left(new QueryFailure.DeadlineExceeded(allowed));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Either.left(new QueryFailure.Cancelled());
    }
    bounds.trail().waited(Duration.ofNanos(System.nanoTime() - start));
    try {
      if (closed) {
        return Either.left(Failures.closed());
      }
      Duration left = allowed.minusNanos(System.nanoTime() - start);
      if (!left.isPositive()) {
        return Either.left(new QueryFailure.DeadlineExceeded(allowed));
      }
      return work.apply(new CallBounds(left, bounds.cancellation(), bounds.trail()));
    } finally {
      places.release();
    }
  }

  private <A> Either<QueryFailure, A> onConnection(
      CallBounds bounds, Function<DSLContext, Either<QueryFailure, A>> question) {
    try (var connection = root.duplicate();
        var watch = watchdog.watch(bounds)) {
      connection.setAutoCommit(false); // all statements of a call see the same state
      try {
        return question.apply(
            DSL.using(
                new DefaultConfiguration()
                    .set(connection)
                    .set(SQLDialect.DUCKDB)
                    .set(SETTINGS)
                    .set(watch, new UnhiddenErrors(connection, watch))));
      } catch (DataAccessException e) {
        return Either.left(watch.cause().orElseGet(() -> Failures.ofQuery(e)));
      } finally {
        rollBack(connection);
      }
    } catch (SQLException e) {
      return Either.left(Failures.ofQuery(e));
    }
  }

  /** Nothing was changed, and closing would do the same: failing at it is no failure to answer. */
  private static void rollBack(DuckDBConnection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      LOG.log(Level.DEBUG, "not rolled back", e);
    }
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  /** Waits for the calls under way; later ones find the store closed. */
  @Override
  public void close() {
    closed = true;
    places.acquireUninterruptibly(most);
    places.release(most);
    watchdog.close();
  }
}

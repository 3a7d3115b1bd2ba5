package io.coral.duckdb.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.SqlHead;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.sql.SqlBatch;
import io.coral.ports.CallBounds;
import io.coral.ports.SqlSink;
import io.vavr.control.Either;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever stops a stream, at whatever point of it, stops the engine: its thread ends, its
 * connection is closed, and the one place that there is for streams is free again.
 */
class SqlStreamStopTest {
  /** What stopping may take on a machine with much else to do; the engine's own end is far off. */
  private static final Duration SOON = Duration.ofSeconds(5);

  /** A row now and then, read from the engine's vectors; the whole takes days. */
  private static final String TRICKLE =
      "SELECT b.j, c.k, 'some text, so that the engine is not long in filling its buffer ' || c.k"
          + " AS t FROM range(99999) a(i), range(99999) b(j), range(99999) c(k)"
          + " WHERE a.i + b.j = 0 OR a.i * b.j * c.k < 0";

  /** The same with a list, which makes rows come as objects. */
  private static final String TRICKLE_OF_LISTS =
      "SELECT b.j, ['some text, so that the engine is not long in filling its buffer ' || c.k]"
          + " AS t FROM range(99999) a(i), range(99999) b(j), range(99999) c(k)"
          + " WHERE a.i + b.j = 0 OR a.i * b.j * c.k < 0";

  /** Never a row, so that there is no head either. */
  private static final String SILENCE =
      "SELECT count(*) FROM range(99999) a(i), range(99999) b(j), range(99999) c(k)";

  private static GuardedDatabase store;

  @BeforeAll
  static void open() throws SQLException {
    store = GuardedDatabase.open();
  }

  @AfterAll
  static void close() throws SQLException {
    store.close();
  }

  @AfterEach
  void nothingRuns_andTheNextStatementWorks() throws Exception {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("coral-sql")) {
        assertThat(thread.join(SOON)).as("the thread of a statement ends").isTrue();
      }
    }
    assertThat(store.database().stillOpen()).isZero();
    assertThat(store.stream("SELECT 1", new CollectingSink()).rows()).isEqualTo(1);
    assertThat(store.answer("SELECT 1", GuardedDatabase.BOTH_HOURS).rows()).hasSize(1);
  }

  /** Takes rows, of which the first are awaited by a test, until it is told not to. */
  private static final class Reader implements SqlSink {
    private final CountDownLatch rowsCame = new CountDownLatch(1);
    private final BooleanSupplier wantsMore;

    private Reader(BooleanSupplier wantsMore) {
      this.wantsMore = wantsMore;
    }

    @Override
    public void head(SqlHead head) {}

    @Override
    public boolean rows(SqlBatch batch) {
      rowsCame.countDown();
      return wantsMore.getAsBoolean();
    }

    private void awaitRows() throws InterruptedException {
      assertThat(rowsCame.await(30, TimeUnit.SECONDS)).as("rows have come").isTrue();
    }

    private boolean hasRows() {
      return rowsCame.getCount() == 0;
    }
  }

  private static CompletableFuture<Either<QueryFailure, SqlStreamEnd>> started(
      String sql, CallBounds bounds, SqlSink sink) {
    return CompletableFuture.supplyAsync(
        () -> store.stream(sql, GuardedDatabase.CEILING, bounds, sink));
  }

  private static QueryFailure failureSoon(
      CompletableFuture<Either<QueryFailure, SqlStreamEnd>> answer) throws Exception {
    return answer.get(SOON.toMillis(), TimeUnit.MILLISECONDS).getLeft();
  }

  @Test
  void stream_sinkThatHasEnough_isCancelled() {
    var sink = new CollectingSink(5000);

    var answer =
        store.stream("SELECT i FROM range(99999) a(i)", 99_999, GuardedDatabase.LONG, sink);

    assertThat(answer.getLeft()).isEqualTo(new QueryFailure.Cancelled());
    assertThat(sink.rows()).hasSizeLessThan(10_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {TRICKLE, TRICKLE_OF_LISTS})
  void stream_sinkThatRefusesWhileRowsTrickle_ends(String sql) throws Exception {
    var refuses = new CountDownLatch(1);
    var sink = new Reader(() -> refuses.getCount() > 0);
    var answer = started(sql, GuardedDatabase.LONG, sink);
    sink.awaitRows();

    refuses.countDown(); // it says so with the next rows, which are not far

    assertThat(failureSoon(answer)).isEqualTo(new QueryFailure.Cancelled());
  }

  @ParameterizedTest
  @ValueSource(strings = {TRICKLE, TRICKLE_OF_LISTS})
  void stream_cancelledWhileRowsTrickle_ends(String sql) throws Exception {
    var cancellation = new SwitchedCancellation();
    var sink = new Reader(() -> true);
    var answer = started(sql, new CallBounds(Duration.ofSeconds(60), cancellation), sink);
    sink.awaitRows();

    cancellation.cancel();

    assertThat(failureSoon(answer)).isEqualTo(new QueryFailure.Cancelled());
  }

  // Not of lists: by its order of joins the engine may compare all pairs without looking up once.
  @Test
  void stream_deadlineWhileRowsTrickle_ends() throws Exception {
    var bounds = CallBounds.timeout(Duration.ofSeconds(4));
    var sink = new Reader(() -> true);
    var answer = started(TRICKLE, bounds, sink);
    sink.awaitRows();

    QueryFailure failure = answer.get(30, TimeUnit.SECONDS).getLeft();

    assertThat(failure).isEqualTo(new QueryFailure.DeadlineExceeded(bounds.timeout()));
    assertThat(sink.hasRows()).isTrue();
  }

  @Test
  void stream_sinkThatFails_endsTheEngineToo() {
    var sink =
        new Reader(
            () -> {
              throw new IllegalStateException("no room");
            });

    assertThatThrownBy(
            () -> store.stream(TRICKLE, GuardedDatabase.CEILING, GuardedDatabase.LONG, sink))
        .hasRootCauseMessage("no room");
  }

  @Test
  void stream_askerThatIsInterrupted_endsTheEngineToo() throws Exception {
    var sink = new Reader(() -> true);
    var answer = new CompletableFuture<Either<QueryFailure, SqlStreamEnd>>();
    var asker =
        Thread.ofPlatform()
            .start(
                () ->
                    answer.complete(
                        store.stream(
                            TRICKLE, GuardedDatabase.CEILING, GuardedDatabase.LONG, sink)));
    sink.awaitRows();

    asker.interrupt();

    assertThat(answer.get(30, TimeUnit.SECONDS).getLeft()).isEqualTo(new QueryFailure.Cancelled());
    asker.join();
  }

  @Test
  void stream_withoutRows_endsAtTheDeadline() {
    var bounds = CallBounds.timeout(Duration.ofMillis(700));
    long start = System.nanoTime();

    var answer = store.stream(SILENCE, GuardedDatabase.CEILING, bounds, new CollectingSink());

    assertThat(answer.getLeft()).isEqualTo(new QueryFailure.DeadlineExceeded(bounds.timeout()));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  void stream_cancelledBeforeAnyRow_ends() throws Exception {
    var cancellation = new SwitchedCancellation();
    var answer =
        started(
            SILENCE, new CallBounds(Duration.ofSeconds(60), cancellation), new CollectingSink());
    while (store.database().stillOpen() == 0) {
      Thread.onSpinWait();
    }

    cancellation.cancel();

    assertThat(failureSoon(answer)).isEqualTo(new QueryFailure.Cancelled());
  }

  @Test
  void stream_cancelledByItsOwnSink_ends() {
    var cancellation = new SwitchedCancellation();
    var sink =
        new Reader(
            () -> {
              cancellation.cancel();
              return true;
            });

    var answer =
        store.stream(
            "SELECT i FROM range(99999) a(i), range(9) b",
            GuardedDatabase.CEILING,
            new CallBounds(Duration.ofSeconds(25), cancellation),
            sink);

    assertThat(answer.getLeft()).isEqualTo(new QueryFailure.Cancelled());
  }

  @Test
  void stream_slowSink_usesNoneOfTheTime() {
    var taken = new CountDownLatch(1);
    SqlSink slow =
        new SqlSink() {
          @Override
          public void head(SqlHead head) {}

          @Override
          public boolean rows(SqlBatch batch) {
            try {
              // Longer than the statement may take; nobody opens this latch.
              return !taken.await(1500, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        };

    var answer = store.stream("SELECT 1", 10, CallBounds.timeout(Duration.ofSeconds(1)), slow);

    assertThat(answer.get().worked()).isLessThan(Duration.ofSeconds(1));
  }
}

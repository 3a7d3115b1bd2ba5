package io.coral.duckdb.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.duckdb.StoreSettings;
import io.coral.duckdb.file.Database;
import io.coral.duckdb.file.MachineShare;
import io.coral.duckdb.file.Root;
import io.coral.ports.CallBounds;
import io.coral.ports.Cancellation;
import io.vavr.control.Either;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.duckdb.DuckDBConnection;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How calls end by their bounds, wait for their turn, and keep to themselves. */
@Timeout(60)
class ReadersTest {
  private static final String ENDLESS =
      "SELECT count(*) FROM range(10000000000) a, range(1000000) b WHERE a.range = b.range + 1";
  private static final CallBounds LONG = CallBounds.timeout(Duration.ofSeconds(20));

  private DuckDBConnection root;
  private Readers readers;

  @BeforeEach
  void open() throws SQLException {
    var settings = StoreSettings.ofThisMachine();
    var share = new MachineShare(settings.memoryBytes(), settings.threads());
    root = Database.inMemory(share);
    Database.create(root);
    Database.lock(root);
    readers = new Readers(new Root(root, () -> Database.another(root)), 1);
  }

  @AfterEach
  void close() throws SQLException {
    readers.close();
    root.close();
  }

  @Test
  void ask_timeout_stopsTheWork() {
    var answer = readers.ask(CallBounds.timeout(Duration.ofMillis(200)), ReadersTest::endless);

    assertThat(answer.getLeft()).isInstanceOf(QueryFailure.DeadlineExceeded.class);
    assertThat(readers.ask(LONG, ReadersTest::one)).isEqualTo(Either.right(1));
  }

  @Test
  void ask_timeoutBetweenStatements_stopsTheNext() {
    var answer =
        readers.ask(
            CallBounds.timeout(Duration.ofMillis(100)),
            dsl -> {
              long end = System.nanoTime() + Duration.ofMillis(150).toNanos();
              while (System.nanoTime() < end) {
                Thread.onSpinWait();
              }
              return endless(dsl);
            });

    assertThat(answer.getLeft()).isInstanceOf(QueryFailure.DeadlineExceeded.class);
  }

  @Test
  void ask_cancelled_stopsTheWork() {
    var asker = new Asker();
    var started = new CountDownLatch(1);
    var answer =
        CompletableFuture.supplyAsync(
            () ->
                readers.ask(
                    new CallBounds(Duration.ofSeconds(20), asker),
                    dsl -> {
                      started.countDown();
                      return endless(dsl);
                    }));
    awaitQuietly(started);
    asker.giveUp();

    assertThat(answer.join().getLeft()).isInstanceOf(QueryFailure.Cancelled.class);
  }

  @Test
  void ask_noPlace_waitsNoLongerThanItsTimeout() {
    var started = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    var other =
        CompletableFuture.supplyAsync(
            () ->
                readers.ask(
                    LONG,
                    dsl -> {
                      started.countDown();
                      awaitQuietly(leave);
                      return one(dsl);
                    }));
    awaitQuietly(started);

    assertThat(readers.load().inUse()).isEqualTo(readers.load().places());
    assertThat(readers.ask(CallBounds.timeout(Duration.ofMillis(100)), ReadersTest::one).getLeft())
        .isInstanceOf(QueryFailure.DeadlineExceeded.class);
    leave.countDown();
    assertThat(other.join()).isEqualTo(Either.right(1));
    assertThat(readers.load().inUse()).isZero();
    assertThat(readers.ask(LONG, ReadersTest::one)).isEqualTo(Either.right(1));
  }

  @Test
  void ask_errorOfTheEngine_saysNothingOfIt() {
    Either<QueryFailure, Integer> answer =
        readers.ask(LONG, dsl -> Either.right(dsl.fetch("SELECT no_such_column").size()));

    assertThat(answer.getLeft())
        .isEqualTo(new QueryFailure.Unavailable("the store cannot be read", ""));
  }

  @Test
  void ask_settingsAreLocked_andFilesOutOfReach() {
    for (String sql :
        new String[] {
          "SET memory_limit = '100GB'",
          "SET enable_external_access = true",
          "SELECT * FROM read_text('/etc/hostname')",
          "ATTACH 'other.duckdb' AS other",
          "COPY (SELECT 1) TO 'out.csv'",
          "INSTALL httpfs",
          "LOAD httpfs"
        }) {
      assertThat(readers.ask(LONG, dsl -> Either.right(dsl.execute(sql))).isLeft())
          .as(sql)
          .isTrue();
    }
  }

  @Test
  void ask_leavesNothingToTheNext() {
    readers.ask(LONG, dsl -> Either.right(dsl.execute("CREATE TEMP TABLE mine (a INTEGER)")));
    readers.ask(LONG, dsl -> Either.right(dsl.execute("CREATE TABLE store.mine (a INTEGER)")));

    assertThat(readers.ask(LONG, dsl -> Either.right(dsl.fetch("FROM mine").size())).isLeft())
        .isTrue();
    assertThat(readers.ask(LONG, dsl -> Either.right(dsl.fetch("FROM store.mine").size())).isLeft())
        .isTrue();
  }

  private static Either<QueryFailure, Integer> endless(DSLContext dsl) {
    return Either.right(dsl.fetch(ENDLESS).size());
  }

  private static Either<QueryFailure, Integer> one(DSLContext dsl) {
    return Either.right(dsl.fetch("SELECT 1").size());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Someone who gives up when told to. */
  private static final class Asker implements Cancellation {
    private final AtomicReference<Runnable> action = new AtomicReference<>(() -> {});
    private volatile boolean cancelled;

    void giveUp() {
      cancelled = true;
      action.get().run();
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }

    @Override
    public Registration onCancel(Runnable stop) {
      action.set(stop);
      if (cancelled) {
        stop.run();
      }
      return () -> action.set(() -> {});
    }
  }
}

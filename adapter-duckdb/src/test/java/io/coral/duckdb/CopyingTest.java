package io.coral.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ErrorRate;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.ListServices;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.ServiceSelector;
import io.coral.duckdb.file.CopyFiles;
import io.coral.duckdb.file.Database;
import io.coral.ports.Cancellation;
import io.coral.ports.ColonyQueries;
import io.coral.ports.ColonyStore;
import io.coral.ports.ColonyStores.Access;
import io.coral.ports.StoreCopy;
import io.coral.ports.SummaryBatch;
import io.coral.ports.contract.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies of a store that is in use. */
@Timeout(120)
class CopyingTest {
  private static final List<String> SERVICES = List.of("payments", "orders", "inventory");
  private static final String TIME = "2026-03-01T11:30:00Z";

  @TempDir private Path folder;
  private final DuckDbStores stores =
      new DuckDbStores(
          InstantSource.fixed(Instant.parse("2026-03-01T12:00:30Z")),
          StoreSettings.ofThisMachine());
  private ColonyStore store;

  @BeforeEach
  void open() {
    store = stores.open(folder.resolve("colony.duckdb"), Access.READ_WRITE).get();
  }

  /** A request to each of the services, in one batch. */
  private void append() {
    var telemetry = new Telemetry();
    SERVICES.forEach(service -> telemetry.request(service, TIME, 20));
    assertThat(store.writer().append(new SummaryBatch(Set.of(), telemetry.deltas())).isRight())
        .isTrue();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static long requests(ColonyQueries queries, String service) {
    return queries
        .getErrorRate(new GetErrorRate(ServiceSelector.of(service), QueryWindow.LAST_HOUR))
        .map(ErrorRate::requestCount)
        .get();
  }

  private Path moved(StoreCopy copy) throws IOException {
    return Files.copy(copy.file(), folder.resolve("backup.duckdb"));
  }

  @Test
  void copy_ofAStoreThatIsWritten_isOneMomentOfIt_withNoTornBatch() throws Exception {
    append();
    var stop = new AtomicBoolean();
    var begun = new CountDownLatch(3);
    var writing =
        CompletableFuture.runAsync(
            () -> {
              while (!stop.get()) {
                append();
                begun.countDown();
              }
            });
    begun.await();
    long before = requests(store.queries(), "payments");
    long after;
    Path backup;
    try (var copy = store.copy(Cancellation.NEVER).get()) {
      after = requests(store.queries(), "inventory");
      backup = moved(copy);
    } finally {
      stop.set(true);
    }
    writing.get();
    store.close();

    try (var read = stores.open(backup, Access.READ_ONLY).get()) {
      long payments = requests(read.queries(), "payments");
      assertThat(payments).isBetween(before, after);
      assertThat(SERVICES)
          .allSatisfy(service -> assertThat(requests(read.queries(), service)).isEqualTo(payments));
    }
  }

  @Test
  void copy_answersEveryQuestionAsTheStoreDoes_andCanBeWritten() throws IOException {
    for (int i = 0; i < 20; i++) {
      append();
    }
    Path backup;
    try (var copy = store.copy(Cancellation.NEVER).get()) {
      backup = moved(copy);
    }

    try (var read = stores.open(backup, Access.READ_WRITE).get()) {
      var percentile =
          new GetPercentile(
              ServiceSelector.of("orders"),
              new MetricName("http.server.duration"),
              new Quantile(0.99),
              QueryWindow.LAST_HOUR);
      assertThat(read.queries().getPercentile(percentile))
          .isEqualTo(store.queries().getPercentile(percentile));
      assertThat(read.queries().listServices(ListServices.all()))
          .isEqualTo(store.queries().listServices(ListServices.all()));
      assertThat(
              read.writer()
                  .append(
                      new SummaryBatch(Set.of(), new Telemetry().request("new", TIME, 1).deltas()))
                  .isRight())
          .isTrue();
    } finally {
      store.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"coral_copy.duckdb", "a\"b.duckdb", "memory.duckdb"})
  void copy_ofAnyName_isMade(String name) throws IOException {
    try (var other = stores.open(folder.resolve(name), Access.READ_WRITE).get();
        var copy = other.copy(Cancellation.NEVER).get()) {
      assertThat(Files.size(copy.file())).isPositive();
    }
  }

  @Test
  void copy_closed_leavesNothing_andMakesRoomForTheNext() throws IOException {
    append();
    try (var copy = store.copy(Cancellation.NEVER).get()) {
      var second = store.copy(Cancellation.NEVER);

      assertThat(second.getLeft()).isInstanceOf(QueryFailure.LimitExceeded.class);
      assertThat(copy.file()).exists();
    }

    assertThat(files()).noneMatch(file -> file.toString().contains(".copy"));
    store.copy(Cancellation.NEVER).get().close();
    store.close();
  }

  @Test
  void copy_cancelled_leavesNothing() throws IOException {
    append();

    var copy = store.copy(new Cancelled());

    assertThat(copy.getLeft()).isEqualTo(new QueryFailure.Cancelled());
    assertThat(files()).noneMatch(file -> file.toString().contains(".copy"));
    store.close();
  }

  @Test
  void copy_ofAStoreThatIsOnlyRead_isRefused() {
    store.close();
    try (var read = stores.open(folder.resolve("colony.duckdb"), Access.READ_ONLY).get()) {
      assertThat(read.copy(Cancellation.NEVER).getLeft())
          .isInstanceOf(QueryFailure.BadArgument.class);
    }
  }

  @Test
  void open_afterAKill_sweepsWhatACopyHasLeft() throws IOException {
    store.close();
    Files.writeString(folder.resolve("colony.duckdb.copy"), "half");
    Files.writeString(folder.resolve("colony.duckdb.copy.wal"), "half");

    stores.open(folder.resolve("colony.duckdb"), Access.READ_WRITE).get().close();

    assertThat(files()).containsExactly(folder.resolve("colony.duckdb"));
  }

  /** SQL, which the guard keeps to the summaries, would not get at a copy even without it. */
  @Test
  void otherFiles_areOutOfReach() throws Exception {
    store.close();
    Path other = Files.writeString(folder.resolve("other.csv"), "a\n1\n");
    Path database = folder.resolve("colony.duckdb");
    try (var root =
            Database.open(
                database, StoreSettings.ofThisMachine().share(), CopyFiles.beside(database));
        var statement = root.createStatement()) {
      Database.lock(root);

      assertThat(
              org.assertj.core.api.Assertions.catchThrowable(
                  () -> statement.execute("SELECT * FROM read_csv('" + other + "')")))
          .hasMessageContaining("disabled by configuration");
    }
  }

  /** Given up from the beginning. */
  private static final class Cancelled implements Cancellation {
    @Override
    public boolean isCancelled() {
      return true;
    }

    @Override
    public Registration onCancel(Runnable action) {
      action.run();
      return () -> {};
    }
  }
}

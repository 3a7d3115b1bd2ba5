package io.coral.duckdb.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.duckdb.StoreSettings;
import io.coral.duckdb.file.Database;
import io.coral.duckdb.file.MachineShare;
import io.coral.duckdb.file.Root;
import io.coral.duckdb.sql.OutOfMemory;
import io.coral.ports.CallBounds;
import io.coral.ports.MemoryBudget;
import io.vavr.control.Either;
import java.sql.SQLException;
import java.time.Duration;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Errors that come while rows are made, of which the driver says only that there are no rows. */
@Timeout(60)
class UnhiddenErrorsTest {
  private DuckDBConnection root;
  private Readers readers;

  @BeforeEach
  void open() throws SQLException {
    var settings = StoreSettings.ofThisMachine().within(new MemoryBudget(MemoryBudget.LEAST_BYTES));
    var share = new MachineShare(settings.memoryBytes(), settings.threads());
    root = Database.inMemory(share);
    readers = new Readers(new Root(root, () -> Database.another(root)), 1);
  }

  @AfterEach
  void close() throws SQLException {
    readers.close();
    root.close();
  }

  private Either<QueryFailure, Long> ask(CallBounds bounds, String sql) {
    return readers.ask(
        bounds, dsl -> Either.right(dsl.fetch(sql).get(0).get(0, Number.class).longValue()));
  }

  private Either<QueryFailure, Long> ask(String sql) {
    return ask(CallBounds.timeout(Duration.ofSeconds(30)), sql);
  }

  private void assertThatTheNextIsAnswered() {
    assertThat(ask("SELECT 42").get()).isEqualTo(42);
  }

  @Test
  void ask_lacksMemoryBeforeThereIsARow_isALimit() {
    var answer =
        ask(
            "SELECT length(string_agg(i || '-' || j, '')) FROM range(99999) a(i), range(99999) b(j)");

    assertThat(answer.getLeft()).isEqualTo(OutOfMemory.failure());
    assertThatTheNextIsAnswered();
  }

  @Test
  void ask_lacksMemoryWhileRowsAreMade_isALimit() {
    var answer =
        ask("SELECT len(list(i || repeat('A', 99)) OVER (ORDER BY i)) FROM range(99999) t(i)");

    assertThat(answer.getLeft()).isEqualTo(OutOfMemory.failure());
    assertThatTheNextIsAnswered();
  }

  @Test
  void ask_failsOtherwiseWhileRowsAreMade_isNoLimit() {
    var answer = ask("SELECT ('x' || i)::INTEGER FROM range(9) t(i)");

    assertThat(answer.getLeft()).isInstanceOf(QueryFailure.Unavailable.class);
    assertThatTheNextIsAnswered();
  }

  @Test
  void ask_isStoppedWhileItIsFoundOut_isToldWhy() {
    var answer =
        ask(
            CallBounds.timeout(Duration.ofMillis(200)),
            "SELECT CASE WHEN i = 3 THEN ('x' || i)::INTEGER ELSE (SELECT count(*) FROM"
                + " range(10000000000) a, range(1000000) b WHERE a.range = b.range + 1 + i) END"
                + " FROM range(9) t(i)");

    assertThat(answer.getLeft()).isInstanceOf(QueryFailure.DeadlineExceeded.class);
    assertThatTheNextIsAnswered();
  }
}

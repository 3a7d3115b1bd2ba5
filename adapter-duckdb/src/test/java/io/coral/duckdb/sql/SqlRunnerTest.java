package io.coral.duckdb.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.Note;
import io.coral.domain.query.SqlResult;
import io.coral.domain.sql.SqlColumn;
import io.coral.domain.sql.SqlPlace;
import io.coral.domain.sql.SqlRefusal.Reason;
import io.coral.domain.sql.SqlValue;
import io.coral.domain.time.TimeWindow;
import io.coral.ports.CallBounds;
import io.vavr.control.Either;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlRunnerTest {

  /** Nothing that ends by itself: a thousand million million rows. */
  private static final String RUNAWAY =
      "SELECT count(*) FROM range(99999) a(i), range(99999) b(j), range(99999) c(k)";

  private static final Pattern TELLS_THE_TIME = Pattern.compile("now\\(|current_|today\\(");

  private static GuardedDatabase store;

  @BeforeAll
  static void open() throws SQLException {
    store = GuardedDatabase.open(2);
  }

  @AfterAll
  static void close() throws SQLException {
    store.close();
  }

  @AfterEach
  void everyConnectionIsClosed() throws SQLException {
    assertThat(store.database().stillOpen()).isZero();
  }

  private static Either<QueryFailure, SqlResult> run(String sql, CallBounds bounds) {
    return TestRuns.run(store.runner(), sql, 10_000, GuardedDatabase.BOTH_HOURS, bounds);
  }

  private static Either<QueryFailure, SqlResult> run(String sql) {
    return run(sql, CallBounds.timeout(Duration.ofSeconds(30)));
  }

  private static SqlResult answer(String sql) {
    return run(sql).getOrElseThrow(failure -> new AssertionError(failure.message()));
  }

  private static void assertThatTheNextStatementWorks() {
    assertThat(answer("SELECT 1").rows()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("io.coral.duckdb.sql.SqlCase#honest")
  void run_honestQuery_answersWhatItsOwnTextDoes(SqlCase honest) throws SQLException {
    SqlResult result = answer(honest.sql());

    SqlResult direct = runAsWritten(honest.sql());
    assertThat(result.columns()).isEqualTo(direct.columns());
    assertThat(result.rows()).hasSameSizeAs(direct.rows());
    if (!TELLS_THE_TIME.matcher(honest.sql()).find() && !result.truncated()) {
      assertThat(result.rows()).containsExactlyInAnyOrderElementsOf(direct.rows());
    }
  }

  /** The caller's own text in the same limits, without parsing and printing. */
  private static SqlResult runAsWritten(String sql) throws SQLException {
    var text = new GuardedSql(sql.replace("; -- tail", ""), new Json.Null());
    try (DuckDBConnection connection = store.database().connect()) {
      return new RowsAtOnce(open(connection, text), new Lever(), 10_000).read();
    }
  }

  private static OpenStatement open(DuckDBConnection connection, GuardedSql text)
      throws SQLException {
    return OpenStatement.open(
            connection,
            new Lever(),
            store.guard(),
            text,
            SqlWindow.fixed(GuardedDatabase.BOTH_HOURS))
        .get();
  }

  @Test
  void run_everyAttack_changesNothing() throws SQLException {
    List<String> before = store.database().content();

    assertThat(SqlCase.attacks())
        .allSatisfy(
            attack -> {
              QueryFailure failure = run(attack.sql()).getLeft();
              assertThat(failure).isInstanceOf(QueryFailure.SqlRefused.class);
              assertThat(failure.message()).doesNotContain("hunter2");
            });

    assertThat(store.database().content()).isEqualTo(before);
    assertThat(List.of("coral-attack.csv", "coral-attack", "coral-attack.duckdb"))
        .noneMatch(file -> Files.exists(Path.of(file)));
  }

  @Test
  void run_runaway_endsAtTheDeadlineAndTheNextWorks() {
    long start = System.nanoTime();

    var answer = run(RUNAWAY, CallBounds.timeout(Duration.ofMillis(300)));

    assertThat(answer.getLeft())
        .isEqualTo(new QueryFailure.DeadlineExceeded(Duration.ofMillis(300)));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThatTheNextStatementWorks();
  }

  /** A cancel is enough: no connection has to be torn down under a statement. */
  @Test
  void cancel_stopsTheStatementThatRuns() throws Exception {
    var lever = new Lever();
    try (var connection = store.database().connect()) {
      lever.hang(connection);
      var ended =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  var text = new GuardedSql(RUNAWAY, new Json.Null());
                  return new RowsAtOnce(open(connection, text), lever, 10).read() != null;
                } catch (SQLException e) {
                  return false;
                }
              });
      while (!ended.isDone()) {
        lever.cancel();
        Thread.onSpinWait();
      }
      assertThat(ended.get()).isFalse();
    }
  }

  @Test
  void run_cancelledWhileRunning_endsAtOnce() throws Exception {
    var cancellation = new SwitchedCancellation();
    var bounds = new CallBounds(Duration.ofSeconds(25), cancellation);
    var answer = CompletableFuture.supplyAsync(() -> run(RUNAWAY, bounds));
    while (store.database().stillOpen() == 0 && !answer.isDone()) {
      Thread.onSpinWait();
    }

    cancellation.cancel();

    assertThat(answer.get().getLeft()).isEqualTo(new QueryFailure.Cancelled());
    assertThatTheNextStatementWorks();
  }

  @Test
  void run_cancelledBefore_isCancelled() {
    var cancellation = new SwitchedCancellation();
    cancellation.cancel();

    var answer = run(RUNAWAY, new CallBounds(Duration.ofSeconds(25), cancellation));

    assertThat(answer.getLeft()).isEqualTo(new QueryFailure.Cancelled());
  }

  @Test
  void run_moreAtOnceThanAllowed_turnsAwayAfterAWhile() throws Exception {
    var one = TestRuns.runner(store.database()::connect, store.guard(), 1, Duration.ofMillis(50));
    var cancellation = new SwitchedCancellation();
    var first =
        CompletableFuture.supplyAsync(
            () ->
                TestRuns.run(
                    one,
                    RUNAWAY,
                    1,
                    GuardedDatabase.BOTH_HOURS,
                    new CallBounds(Duration.ofSeconds(25), cancellation)));
    while (store.database().stillOpen() == 0 && !first.isDone()) {
      Thread.onSpinWait();
    }

    var second =
        TestRuns.run(
            one,
            "SELECT 1",
            1,
            GuardedDatabase.BOTH_HOURS,
            CallBounds.timeout(Duration.ofSeconds(20)));

    assertThat(second.getLeft()).isInstanceOf(QueryFailure.LimitExceeded.class);
    cancellation.cancel();
    assertThat(first.get().isLeft()).isTrue();
  }

  @Test
  void run_manyDeadlines_leaveNoConnection() throws SQLException {
    for (int i = 0; i < 12; i++) {
      assertThat(run(RUNAWAY, CallBounds.timeout(Duration.ofMillis(1 + i * 2))).isLeft()).isTrue();
    }
    assertThat(store.database().stillOpen()).isZero();
    assertThatTheNextStatementWorks();
  }

  @Test
  void run_moreMemoryThanAllowed_isALimit() {
    var answer = run("SELECT list(i || '-' || j) FROM range(9999) a(i), range(9999) b(j)");

    assertThat(answer.getLeft()).isInstanceOf(QueryFailure.LimitExceeded.class);
    assertThatTheNextStatementWorks();
  }

  @Test
  void run_moreBytesThanAllowed_isALimit() {
    var answer =
        run(
            "SELECT (SELECT string_agg(trace_id, '') FROM trace_summary)"
                + " FROM range(100) a, range(100) b");

    assertThat(answer.getLeft())
        .isInstanceOfSatisfying(
            QueryFailure.LimitExceeded.class,
            limit -> assertThat(limit.limit()).isEqualTo("result size"));
    assertThatTheNextStatementWorks();
  }

  @Test
  void run_moreRowsThanTheLimit_isTruncatedAndSaysSo() {
    var answer =
        TestRuns.run(
                store.runner(),
                "SELECT i FROM range(50) r(i) ORDER BY i % 7, i DESC",
                3,
                GuardedDatabase.BOTH_HOURS,
                CallBounds.timeout(Duration.ofSeconds(20)))
            .get();

    assertThat(answer.rows())
        .containsExactly(
            List.of(new SqlValue.Int64(49)),
            List.of(new SqlValue.Int64(42)),
            List.of(new SqlValue.Int64(35)));
    assertThat(answer.truncated()).isTrue();
    assertThat(answer.rowLimit()).isEqualTo(3);
    assertThat(answer.notes())
        .extracting(Note::code)
        .containsExactly(Note.Code.LIMIT_INJECTED, Note.Code.TRUNCATED);
  }

  @Test
  void run_asManyRowsAsTheLimit_isNotTruncated() {
    var answer =
        TestRuns.run(
                store.runner(),
                "SELECT i FROM range(3) r(i) LIMIT 3",
                3,
                GuardedDatabase.BOTH_HOURS,
                CallBounds.timeout(Duration.ofSeconds(20)))
            .get();

    assertThat(answer.rows()).hasSize(3);
    assertThat(answer.truncated()).isFalse();
    assertThat(answer.notes()).isEmpty();
  }

  @Test
  void run_manyRowsInOrder_keepsTheOrder() {
    var rows = answer("SELECT i FROM range(99999) r(i) ORDER BY (i * 7919) % 99999 DESC").rows();

    assertThat(rows).hasSize(10_000);
    assertThat(rows).isSortedAccordingTo((a, b) -> Long.compare(rank(b), rank(a)));
  }

  private static long rank(List<SqlValue> row) {
    return ((SqlValue.Int64) row.get(0)).value() * 7919 % 99_999;
  }

  @Test
  void run_window_isOnEveryScanAlsoInsideOfSubqueries() {
    var tenMinutes =
        new TimeWindow(
            SummaryDatabase.START.plus(Duration.ofMinutes(60)),
            SummaryDatabase.START.plus(Duration.ofMinutes(70)));

    var rows =
        TestRuns.run(
                store.runner(),
                "SELECT count(DISTINCT timestamp), min(timestamp), (SELECT count(*) FROM"
                    + " trace_summary), (SELECT sum(sample_count) FROM"
                    + " service_percentiles(0.5)) FROM service_summary WHERE timestamp >"
                    + " '1970-01-01'",
                5,
                tenMinutes,
                CallBounds.timeout(Duration.ofSeconds(20)))
            .get()
            .rows();

    assertThat(rows)
        .containsExactly(
            List.of(
                new SqlValue.Int64(10),
                new SqlValue.Timestamp(tenMinutes.from()),
                new SqlValue.Int64(40),
                new SqlValue.Text("400")));
  }

  @Test
  void run_columnsOfOneName_keepTheirNames() {
    assertThat(answer("SELECT 1 AS a, 'x' AS a, 2 AS \"A\", 3 AS a_1").columns())
        .extracting(SqlColumn::name)
        .containsExactly("a", "a", "A", "a_1");
  }

  @Test
  void run_unknownColumn_isABindErrorAtItsPlace() {
    QueryFailure failure = run("SELECT 'ü', servce_name FROM service_summary").getLeft();

    assertThat(failure)
        .isInstanceOfSatisfying(
            QueryFailure.SqlRefused.class,
            refused -> {
              assertThat(refused.refusal().reason()).isEqualTo(Reason.BIND_ERROR);
              assertThat(refused.refusal().place()).hasValue(new SqlPlace(12, 1, 13));
              assertThat(refused.refusal().detail())
                  .contains("servce_name")
                  .contains("service_name")
                  .doesNotContain("LINE")
                  .doesNotContain("coral")
                  .doesNotContain("store");
            });
  }

  @Test
  void run_storedPathThatIsNoBoolean_isABindErrorThatShowsIt() {
    QueryFailure failure =
        run("SELECT service_name FROM trace_summary WHERE lower(root_operation)").getLeft();

    assertThat(failure)
        .isInstanceOfSatisfying(
            QueryFailure.SqlRefused.class,
            refused -> {
              assertThat(refused.refusal().reason()).isEqualTo(Reason.BIND_ERROR);
              assertThat(refused.refusal().detail()).contains("Could not convert", " /");
            });
  }

  @Test
  void run_textThatDoesNotFit_isPlacedAtItsQuote() {
    QueryFailure failure = run("SELECT 1,\n 'twelve'::INTEGER").getLeft();

    assertThat(failure)
        .isInstanceOfSatisfying(
            QueryFailure.SqlRefused.class,
            refused -> assertThat(refused.refusal().place()).hasValue(new SqlPlace(11, 2, 2)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT service_name::INTEGER FROM service_summary",
        "SELECT service_name / 2 FROM service_summary",
        "SELECT service_name // 2 FROM service_summary",
        "SELECT sum(service_name) FROM service_summary",
        "SELECT '/etc/passwd'::DATE",
        "SELECT service_name, count(*) FROM service_summary",
        "SELECT 9223372036854775807 + request_count FROM service_summary",
        "SELECT (SELECT service_name FROM service_summary)",
        "SELECT coral_from FROM service_summary",
        "SELECT 1 UNION SELECT 1, 2",
        "SELECT date_trunc('fortnight', timestamp) FROM service_summary",
        "SELECT regexp_matches(service_name, '(') FROM service_summary",
        "SELECT row_number() FROM service_summary",
        "SELECT timestamp FROM service_summary AS s(a, b)",
        "SELECT * FROM service_summary LIMIT -1",
        "SELECT strptime('x', '%Y')"
      })
  void run_statementThatDoesNotFit_isTheCallersError(String sql) {
    assertThat(run(sql).getLeft())
        .isInstanceOfSatisfying(
            QueryFailure.SqlRefused.class,
            refused ->
                assertThat(refused.refusal().reason())
                    .as(refused.message())
                    .isIn(Reason.BIND_ERROR, Reason.FUNCTION_NOT_ALLOWED));
  }

  @Test
  void run_typeWithoutACell_isUnsupported() {
    assertThat(ColumnType.of("UNION(a INTEGER)")).isEmpty();
    assertThat(ColumnType.of("GEOMETRY")).isEmpty();
    assertThat(ColumnType.of("STRUCT(a GEOMETRY)")).isEmpty();
  }

  @Test
  void run_storeWithoutItsView_isUnavailable() throws SQLException {
    try (var broken = SummaryDatabase.open()) {
      broken.run("DROP VIEW main.trace_summary");
      var answer =
          TestRuns.run(
              TestRuns.runner(broken::connect, store.guard(), 1, Duration.ofSeconds(1)),
              "SELECT * FROM trace_summary",
              1,
              GuardedDatabase.BOTH_HOURS,
              CallBounds.timeout(Duration.ofSeconds(20)));

      assertThat(answer.getLeft()).isInstanceOf(QueryFailure.Unavailable.class);
      assertThat(broken.stillOpen()).isZero();
    }
  }
}

package io.coral.duckdb.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.SqlResult;
import io.coral.ports.CallBounds;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Statements that do not end by themselves, one after the other: nothing of them may remain. */
class RunawayTest {
  private static final List<String> RUNAWAYS =
      List.of(
          "SELECT count(*) FROM range(99999) a(i), range(99999) b(j), range(99999) c(k)",
          "SELECT count(*) FROM service_summary a, service_summary b, trace_summary c,"
              + " trace_summary d WHERE a.p99_duration_ns + d.duration_ns < 0",
          "SELECT count(*) FROM range(99999) a(i), range(99999) b(j)"
              + " WHERE regexp_matches(i || 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' || j, '(a+)+$')",
          "SELECT mode(i * 99999 + j), entropy(i + j) FROM range(99999) a(i), range(99999) b(j)",
          "SELECT i, j, i || 'x' || j FROM range(99999) a(i), range(9999) b(j) ORDER BY 3",
          "SELECT max(q) FROM (SELECT mode(i) OVER (ORDER BY i ROWS BETWEEN 9999 PRECEDING AND"
              + " CURRENT ROW) AS q FROM range(99999) a(i), range(99) b(j))",
          "SELECT i, list(j) FROM range(99999) a(i), range(99999) b(j) GROUP BY i",
          "SELECT string_agg(i || '-' || j) FROM range(99999) a(i), range(99999) b(j)",
          "SELECT sum(list_sum(list_transform([1, 2, 3, 4, 5, 6], lambda x: x * i)))"
              + " FROM range(99999) a(i), range(99999) b(j)",
          "SELECT count(DISTINCT i * 99999 + j) FROM range(99999) a(i), range(99999) b(j)",
          "SELECT count(*) FROM range(99999) a(i) JOIN range(99999) b(j)"
              + " ON i * 7 % 99991 < j * 11 % 99989 AND i + j > 5",
          "SELECT max(t) FROM range(TIMESTAMP '1000-01-01', TIMESTAMP '9000-01-01',"
              + " INTERVAL '1 microsecond') r(t)");

  private static final Duration TIMEOUT = Duration.ofMillis(60);

  private GuardedDatabase store;

  @BeforeEach
  void open() throws SQLException {
    store = GuardedDatabase.open();
  }

  @AfterEach
  void close() throws SQLException {
    store.close();
  }

  @Test
  void run_aFewRunaways_leaveNothingBehind() throws Exception {
    assertThatNothingRemainsAfter(2 * RUNAWAYS.size());
  }

  @Test
  @Tag("hunt")
  void run_aThousandRunaways_leaveNothingBehind() throws Exception {
    assertThatNothingRemainsAfter(1_000);
  }

  private void assertThatNothingRemainsAfter(int runaways) throws Exception {
    List<Long> nextMicros = new ArrayList<>();
    List<Long> overMillis = new ArrayList<>();
    long engineBefore = store.database().memoryBytes();
    long residentEarly = 0;
    for (int i = 0; i < runaways; i++) {
      String sql = RUNAWAYS.get(i / 2 % RUNAWAYS.size());
      overMillis.add(i % 2 == 0 ? timedOut(sql) : cancelled(sql));
      nextMicros.add(nextStatement());
      if (i == runaways / 10) {
        residentEarly = residentBytes();
      }
    }
    long engineAfter = store.database().memoryBytes();
    long residentAfter = residentBytes();
    report(nextMicros, overMillis, engineAfter - engineBefore, residentEarly, residentAfter);

    assertThat(store.database().stillOpen()).isZero();
    assertThat(engineAfter - engineBefore).isLessThan(16L << 20);
    // What one runaway may hold at a time, twice: the process keeps some of what it had.
    assertThat(residentAfter).isLessThan(Math.max(residentEarly, 1L << 30) + (1L << 30));
  }

  /** Milliseconds beyond the timeout; none for what reached the memory limit before. */
  private long timedOut(String sql) {
    long start = System.nanoTime();
    QueryFailure failure = run(sql, CallBounds.timeout(TIMEOUT)).getLeft();
    long over = (System.nanoTime() - start) / 1_000_000 - TIMEOUT.toMillis();
    assertThat(failure)
        .isInstanceOfAny(QueryFailure.DeadlineExceeded.class, QueryFailure.LimitExceeded.class);
    assertThat(over).as(sql).isLessThan(5_000);
    return Math.max(0, over);
  }

  /** Milliseconds from the cancel to the answer. */
  private long cancelled(String sql) throws Exception {
    var cancellation = new SwitchedCancellation();
    var bounds = new CallBounds(Duration.ofSeconds(30), cancellation);
    var answer = CompletableFuture.supplyAsync(() -> run(sql, bounds));
    while (store.database().stillOpen() == 0 && !answer.isDone()) {
      Thread.onSpinWait();
    }
    long start = System.nanoTime();
    cancellation.cancel();
    QueryFailure failure = answer.get().getLeft();
    long after = (System.nanoTime() - start) / 1_000_000;
    assertThat(failure)
        .isInstanceOfAny(QueryFailure.Cancelled.class, QueryFailure.LimitExceeded.class);
    assertThat(after).as(sql).isLessThan(5_000);
    return after;
  }

  /** Microseconds that the next statement takes. */
  private long nextStatement() {
    long start = System.nanoTime();
    assertThat(
            run("SELECT count(*) FROM service_summary", CallBounds.timeout(Duration.ofSeconds(20)))
                .isRight())
        .isTrue();
    return (System.nanoTime() - start) / 1_000;
  }

  private Either<QueryFailure, SqlResult> run(String sql, CallBounds bounds) {
    return TestRuns.run(store.runner(), sql, 10, GuardedDatabase.BOTH_HOURS, bounds);
  }

  private static long residentBytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .sum();
  }

  private static void report(
      List<Long> nextMicros, List<Long> overMillis, long engine, long early, long after) {
    int tenth = nextMicros.size() / 10;
    System.getLogger("runaways")
        .log(
            System.Logger.Level.INFO,
            "next statement, median: first tenth {0} us, last tenth {1} us; stopped late by {2} ms"
                + " in the median, {3} ms at most; engine {4} KiB more; resident {5} MiB after a"
                + " tenth, {6} MiB at the end",
            median(nextMicros.subList(0, tenth)),
            median(nextMicros.subList(nextMicros.size() - tenth, nextMicros.size())),
            median(overMillis),
            Collections.max(overMillis),
            engine >> 10,
            early >> 20,
            after >> 20);
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}

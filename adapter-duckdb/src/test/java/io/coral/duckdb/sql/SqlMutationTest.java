package io.coral.duckdb.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.SqlResult;
import io.coral.domain.sql.SqlLimits;
import io.coral.domain.time.TimeWindow;
import io.coral.ports.CallBounds;
import io.vavr.control.Either;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever text arrives: it is answered, and the database stays as it was. */
class SqlMutationTest {
  private static final TimeWindow HOUR =
      new TimeWindow(SummaryDatabase.START, SummaryDatabase.START.plus(Duration.ofHours(1)));

  private static final List<String> FUNCTIONS =
      List.of(
          "read_text", "getvariable", "query", "sleep_ms", "nextval", "duckdb_settings", "error");

  private static final HuntCorpus CORPUS = new HuntCorpus();

  private static SqlGuard guard;
  private static SummaryDatabase database;
  private static SqlRunner runner;
  private static List<String> before;

  @BeforeContainer
  static void open() throws SQLException {
    guard = SqlGuard.open();
    database = SummaryDatabase.open();
    before = database.content();
    runner = TestRuns.runner(database::connect, guard, 1, Duration.ofSeconds(20));
  }

  @AfterContainer
  static void nothingHasChanged() throws SQLException {
    assertThat(database.stillOpen()).isZero();
    assertThat(database.content()).isEqualTo(before);
    database.close();
    guard.close();
  }

  @Property(tries = 400)
  void run_mutatedStatement_isAnswered(@ForAll long seed) {
    String sql = CORPUS.mutated(new SplittableRandom(seed));

    assertThatItIsAnswered(sql);
  }

  @Property(tries = 200)
  void run_writtenStatement_isAnswered(@ForAll long seed) {
    String sql = new SqlGrammar(new SplittableRandom(seed), FUNCTIONS).statement();

    assertThatItIsAnswered(sql);
  }

  @Property(tries = 200)
  void run_garbage_isAnswered(@ForAll @StringLength(max = 200) String sql) {
    assertThat(run(sql)).isNotNull();
  }

  private static void assertThatItIsAnswered(String sql) {
    Either<QueryFailure, SqlResult> answer = run(sql);

    if (answer.isLeft()) {
      assertThat(answer.getLeft().message()).as(sql).doesNotContain("hunter2");
      assertThat(answer.getLeft()).as(sql).isNotInstanceOf(QueryFailure.Unavailable.class);
    }
  }

  private static Either<QueryFailure, SqlResult> run(String sql) {
    String text = sql.replace("\0", "");
    String bounded = text.substring(0, Math.min(text.length(), SqlLimits.MAX_TEXT_LENGTH));
    return TestRuns.run(
        runner,
        bounded.isBlank() ? ";" : bounded,
        10,
        HOUR,
        CallBounds.timeout(Duration.ofMillis(500)));
  }
}

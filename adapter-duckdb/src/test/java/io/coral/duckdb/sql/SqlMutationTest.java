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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever text arrives: it is answered, and the database stays as it was. */
class SqlMutationTest {
  private static final TimeWindow HOUR =
      new TimeWindow(SummaryDatabase.START, SummaryDatabase.START.plus(Duration.ofHours(1)));

  private static final List<String> HOSTILE =
      List.of(
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          ",",
          ";",
          "'",
          "\"",
          "$$",
          "--",
          "/*",
          "*/",
          "::",
          "->",
          ".",
          "*",
          "||",
          "0",
          "-1",
          "NULL",
          "1e400",
          "''",
          "store.",
          "secret_psk",
          "SELECT",
          "FROM",
          "WHERE",
          "WITH",
          "RECURSIVE",
          "DELETE",
          "RETURNING *",
          "INSERT INTO",
          "UPDATE",
          "COPY",
          "DROP TABLE",
          "UNION ALL",
          "CASE",
          "WHEN",
          "OVER ()",
          "lambda x:",
          "COLUMNS(*)",
          "DISTINCT",
          "LIMIT",
          "read_text('/etc/passwd')",
          "getvariable('since')",
          "current_catalog",
          "range(9)",
          "PIVOT",
          "SHOW TABLES",
          "DESCRIBE",
          "EXPLAIN",
          "ATTACH",
          "SET",
          "\u0001",
          "ü",
          "\uD83E\uDD86",
          "GROUP BY ALL",
          "ORDER BY ALL",
          "QUALIFY",
          "service_percentiles(0.5)");

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
  void run_mutatedStatement_isAnswered(@ForAll("mutated") String sql) {
    Either<QueryFailure, SqlResult> answer = run(sql);

    if (answer.isLeft()) {
      assertThat(answer.getLeft().message()).doesNotContain("hunter2");
      assertThat(answer.getLeft()).isNotInstanceOf(QueryFailure.Unavailable.class);
    }
  }

  @Property(tries = 200)
  void run_garbage_isAnswered(@ForAll("garbage") String sql) {
    assertThat(run(sql)).isNotNull();
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

  @Provide
  static Arbitrary<String> garbage() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(200),
        Arbitraries.of(HOSTILE).list().ofMaxSize(60).map(words -> String.join(" ", words)));
  }

  @Provide
  static Arbitrary<String> mutated() {
    List<List<String>> statements =
        Stream.concat(SqlCase.honest(), SqlCase.attacks())
            .map(statement -> List.of(statement.sql().split("(?<=\\W)|(?=\\W)")))
            .toList();
    return Combinators.combine(
            Arbitraries.of(statements), Arbitraries.of(statements), edits().list().ofMaxSize(6))
        .as(
            (statement, other, edits) -> {
              List<String> words = new ArrayList<>(statement);
              edits.forEach(edit -> edit.apply(words, other));
              return String.join("", words);
            });
  }

  private static Arbitrary<Edit> edits() {
    return Combinators.combine(
            Arbitraries.of(EditKind.values()),
            Arbitraries.integers().between(0, 1000),
            Arbitraries.integers().between(0, 1000),
            Arbitraries.of(HOSTILE))
        .as(Edit::new);
  }

  private enum EditKind {
    DELETE,
    DOUBLE,
    SWAP,
    INSERT,
    REPLACE,
    GRAFT
  }

  /** A change of one statement, places in it modulo its length. */
  private record Edit(EditKind kind, int place, int otherPlace, String word) {
    void apply(List<String> words, List<String> other) {
      if (words.isEmpty()) {
        return;
      }
      int at = place % words.size();
      switch (kind) {
        case DELETE -> words.remove(at);
        case DOUBLE -> words.add(at, words.get(at));
        case SWAP -> words.set(at, words.set(otherPlace % words.size(), words.get(at)));
        case INSERT -> words.add(at, " " + word + " ");
        case REPLACE -> words.set(at, " " + word + " ");
        case GRAFT -> words.addAll(at, other.subList(otherPlace % other.size(), other.size()));
      }
    }
  }
}

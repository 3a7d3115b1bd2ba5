package io.coral.duckdb.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.sql.SqlLimits;
import io.coral.domain.sql.SqlParameters;
import io.coral.domain.sql.SqlPlace;
import io.coral.domain.sql.SqlRefusal;
import io.coral.domain.sql.SqlRefusal.Reason;
import io.coral.domain.sql.SqlText;
import io.vavr.control.Either;
import java.sql.SQLException;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlGuardTest {
  private static SqlGuard guard;

  @BeforeAll
  static void open() throws SQLException {
    guard = SqlGuard.open();
  }

  @AfterAll
  static void close() throws SQLException {
    guard.close();
  }

  private static Either<SqlRefusal, GuardedSql> judge(String sql) {
    return guard.judge(new SqlText(sql), SqlParameters.NONE);
  }

  @ParameterizedTest
  @MethodSource("io.coral.duckdb.sql.SqlCase#honest")
  void judge_honestQuery_passes(SqlCase honest) {
    assertThat(judge(honest.sql()).mapLeft(SqlRefusal::message).isRight())
        .as(() -> judge(honest.sql()).toString())
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("io.coral.duckdb.sql.SqlCase#attacks")
  void judge_attack_isRefusedForTheRightReason(SqlCase attack) {
    var judged = judge(attack.sql());

    assertThat(judged.isLeft()).as(judged::toString).isTrue();
    SqlRefusal refusal = judged.getLeft();
    assertThat(refusal.reason()).isEqualTo(Reason.valueOf(attack.expected()));
    assertThat(refusal.hint()).isNotBlank();
    assertThat(refusal.hint() + withoutQuoted(refusal.message(), attack.sql()))
        .doesNotContain("hunter2")
        .doesNotContain("/");
  }

  @Test
  void judge_anyFunctionOfAnyNumberOfArguments_isDecided() {
    for (String name : AllowedFunctions.names()) {
      for (int arguments = 0; arguments < 5; arguments++) {
        String list = String.join(", ", Collections.nCopies(arguments, "'1'"));
        assertThat(judge("SELECT \"" + name + "\"(" + list + ")")).isNotNull();
      }
    }
  }

  /** What a refusal says beyond words of the caller's own. */
  private static String withoutQuoted(String message, String sql) {
    return Stream.of(message.split("[\\s\"']+"))
        .filter(word -> !sql.contains(word))
        .collect(Collectors.joining(" "));
  }

  static Stream<Arguments> oversized() {
    return Stream.of(
        Arguments.of("brackets", "SELECT " + "(".repeat(4000) + "1" + ")".repeat(4000)),
        Arguments.of("open brackets", "SELECT " + "(".repeat(15_000)),
        Arguments.of("brackets that strings seem to close", "SELECT " + "(')'||".repeat(2500)),
        Arguments.of("square brackets", "SELECT " + "[".repeat(4000) + "]".repeat(4000)),
        Arguments.of("a sum of many terms", "SELECT 1" + "+1".repeat(7000)),
        Arguments.of("many minus signs", "SELECT " + "- ".repeat(7000) + "1"),
        Arguments.of("many casts", "SELECT 1" + "::INT".repeat(3000)),
        Arguments.of("many NOTs", "SELECT " + "NOT ".repeat(4000) + "true"),
        Arguments.of("many arms", "SELECT 1" + " UNION SELECT 1".repeat(1000)),
        Arguments.of("many IN items", "SELECT 1 IN (1" + ",1".repeat(5000) + ")"),
        Arguments.of("many columns", "SELECT 1" + ",1".repeat(5000)),
        Arguments.of("many joins", "SELECT 1 FROM range(1)" + ",range(1)".repeat(1000)),
        Arguments.of("many subqueries", "SELECT " + "(SELECT ".repeat(90) + "1" + ")".repeat(90)),
        Arguments.of(
            "many CTEs", "WITH a AS (SELECT 1)" + ", b AS (SELECT 1)".repeat(20) + " FROM a"),
        Arguments.of(
            "a CASE in the operand of a CASE",
            "SELECT " + "CASE ".repeat(30) + "1" + " WHEN 1 THEN 1 WHEN 2 THEN 2 END".repeat(30)),
        Arguments.of(
            "CASE hidden among words that hold it",
            "SELECT "
                + "CASE ".repeat(30)
                + "1"
                + " WHEN 1 THEN 1 WHEN 2 THEN 2 END".repeat(30)
                + " AS lowercase".repeat(500)),
        Arguments.of("brackets of types", "SELECT 1::" + "INT" + "[]".repeat(2000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oversized")
  void judge_oversizedQuery_isRefused(String what, String sql) {
    var judged = judge(sql.substring(0, Math.min(sql.length(), SqlLimits.MAX_TEXT_LENGTH)));

    assertThat(judged.getLeft().reason())
        .isIn(Reason.QUERY_TOO_LARGE, Reason.QUERY_TOO_DEEP, Reason.PARSE_ERROR);
  }

  @Test
  void judge_mistypedTable_namesThePlaceAndTheNearestTable() {
    SqlRefusal refusal = judge("SELECT 'ü', 1 FROM service_sumary").getLeft();

    assertThat(refusal.detail()).isEqualTo("service_sumary");
    assertThat(refusal.place()).hasValue(new SqlPlace(19, 1, 20));
    assertThat(refusal.hint()).contains("service_summary");
  }

  @Test
  void judge_syntaxError_namesThePlace() {
    assertThat(judge("SELECT 1 FRM x").getLeft().place()).hasValue(new SqlPlace(13, 1, 14));
  }

  @Test
  void judge_placeInALaterLine_isNamedByLineAndColumn() {
    assertThat(judge("SELECT '👍' -- ü\r\n FROM nowhere").getLeft().place())
        .hasValue(new SqlPlace(24, 2, 7));
  }

  @Test
  void judge_syntaxErrorInQuotes_isPlacedAtTheQuote() {
    assertThat(judge("SELECT 'a").getLeft().place()).hasValue(new SqlPlace(7, 1, 8));
    assertThat(judge("SELECT \"a").getLeft().place()).hasValue(new SqlPlace(7, 1, 8));
    assertThat(judge("SELECT 'a' 'b'").getLeft().place()).hasValue(new SqlPlace(11, 1, 12));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"100000000000", "100001", "-1000000000000, 0", "1, 900000000000000000, 2"})
  void judge_rangeOfTooManyRows_isToldHowManyThereMayBe(String bounds) {
    SqlRefusal refusal = judge("SELECT 1 FROM range(" + bounds + ")").getLeft();

    assertThat(refusal.hint()).contains("100000 rows").contains("range(60)");
  }

  @Test
  void judge_whatPassed_passesAgain() {
    assertThat(SqlCase.honest().map(honest -> judge(honest.sql()).get().text()))
        .allSatisfy(written -> assertThat(judge(written).isRight()).isTrue());
  }
}

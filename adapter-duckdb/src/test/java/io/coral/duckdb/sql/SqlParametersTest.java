package io.coral.duckdb.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ExecuteSql;
import io.coral.domain.query.SqlResult;
import io.coral.domain.sql.RowLimit;
import io.coral.domain.sql.SqlColumn;
import io.coral.domain.sql.SqlParameters;
import io.coral.domain.sql.SqlPlace;
import io.coral.domain.sql.SqlRefusal;
import io.coral.domain.sql.SqlRefusal.Reason;
import io.coral.domain.sql.SqlStatement;
import io.coral.domain.sql.SqlText;
import io.coral.domain.sql.SqlValue;
import io.coral.domain.time.TimeWindow;
import io.coral.ports.CallBounds;
import io.vavr.control.Either;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a parameter holds, it is data. */
class SqlParametersTest {
  private static final TimeWindow HOUR =
      new TimeWindow(SummaryDatabase.START, SummaryDatabase.START.plus(Duration.ofHours(1)));

  private static GuardedDatabase store;

  @BeforeContainer
  static void open() throws SQLException {
    store = GuardedDatabase.open();
  }

  @AfterContainer
  static void close() throws SQLException {
    store.close();
  }

  private static Either<QueryFailure, SqlResult> run(String sql, Map<String, SqlValue> values) {
    var statement = new SqlStatement(new SqlText(sql), new SqlParameters(values), Optional.empty());
    return store
        .runner()
        .execute(
            new ExecuteSql(statement, RowLimit.DEFAULT),
            SqlWindow.fixed(HOUR),
            CallBounds.timeout(Duration.ofSeconds(20)));
  }

  private static List<SqlValue> row(String sql, Map<String, SqlValue> values) {
    return run(sql, values)
        .getOrElseThrow(failure -> new AssertionError(failure.message()))
        .rows()
        .get(0);
  }

  private static SqlRefusal refusal(String sql, Map<String, SqlValue> values) {
    return ((QueryFailure.SqlRefused) run(sql, values).getLeft()).refusal();
  }

  private static SqlValue text(String text) {
    return new SqlValue.Text(text);
  }

  @Property(tries = 300)
  void text_comesBackAsItWas(@ForAll("anyText") String text) {
    assertThat(row("SELECT $t::VARCHAR, strlen($t::VARCHAR) > -1", Map.of("t", text(text))).get(0))
        .isEqualTo(text(text));
  }

  @Provide
  static Arbitrary<String> anyText() {
    return Arbitraries.oneOf(
        Arbitraries.strings()
            .ofMaxLength(50)
            .filter(text -> text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == 19)),
        Arbitraries.of(
            "' OR 1=1 --",
            "'; DROP TABLE service_summary; --",
            "\\'",
            "$1",
            "$$",
            "?",
            "E'\\x3b'",
            "\u0001\n\r\t",
            "((((((((((",
            "/*",
            "1e999"));
  }

  @Property(tries = 200)
  void numbersAndTimes_comeBackAsTheyWere(
      @ForAll long number, @ForAll double fraction, @ForAll("seconds") long seconds) {
    var time = new SqlValue.Timestamp(Instant.ofEpochSecond(seconds, 123_456_000));
    assertThat(
            row(
                "SELECT $n, $f, $t, $b, $none",
                Map.of(
                    "n", new SqlValue.Int64(number),
                    "f", new SqlValue.Float64(fraction),
                    "t", time,
                    "b", new SqlValue.Bool(number > 0),
                    "none", new SqlValue.Null())))
        .containsExactly(
            new SqlValue.Int64(number),
            new SqlValue.Float64(fraction),
            time,
            new SqlValue.Bool(number > 0),
            new SqlValue.Null());
  }

  /** As the engine names them in the caller's own text, so that no value gets into a name. */
  @Example
  void columnsOfPlaceholders_areNamedByThePlaceholder() {
    var values = Map.<String, SqlValue>of("x", new SqlValue.Int64(7));

    assertThat(names("SELECT $x, $x + 1, upper($x::VARCHAR), $x AS named, 2", values))
        .containsExactly("$x", "($x + 1)", "upper(CAST($x AS VARCHAR))", "named", "2");
    assertThat(names("WITH t AS (SELECT $x) SELECT *, (SELECT $x) FROM t", values))
        .containsExactly("$x", "(SELECT $x)");
    assertThat(names("SELECT $x UNION SELECT 1", values)).containsExactly("$x");
    assertThat(names("SELECT COLUMNS(*) + $x FROM range(2) a(i), range(2) b(j)", values))
        .hasSize(2)
        .doesNotHaveDuplicates();
    assertThat(names("SELECT ?, ?", Map.of("1", text("a"), "2", text("b"))))
        .containsExactly("$1", "$2");
  }

  @Example
  void columnsOfPlaceholders_areStillThoseThatAreGroupedAndSortedBy() {
    var answer =
        run(
                "SELECT date_trunc($unit, timestamp), count(*) FROM service_summary"
                    + " GROUP BY date_trunc($unit, timestamp) ORDER BY date_trunc($unit, timestamp)",
                Map.of("unit", text("hour")))
            .get();

    assertThat(answer.columns().getFirst().name()).startsWith("date_trunc($unit");
    assertThat(answer.rows()).hasSize(1);
  }

  private static List<String> names(String sql, Map<String, SqlValue> values) {
    return run(sql, values)
        .getOrElseThrow(failure -> new AssertionError(failure.message()))
        .columns()
        .stream()
        .map(SqlColumn::name)
        .toList();
  }

  @Provide
  static Arbitrary<Long> seconds() {
    return Arbitraries.longs().between(-60_000_000_000L, 250_000_000_000L);
  }

  @Example
  void infinitiesAndNan_areNumbers() {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -0.0, 4.9e-324}) {
      assertThat(row("SELECT ?", Map.of("1", new SqlValue.Float64(value))))
          .containsExactly(new SqlValue.Float64(value));
    }
  }

  @Example
  void injection_matchesNothing() {
    assertThat(
            row(
                "SELECT count(*) FROM service_summary WHERE service_name = $1",
                Map.of("1", text("' OR 1=1 --"))))
        .containsExactly(new SqlValue.Int64(0));
  }

  @Example
  void placeholders_standWhereConstantsCan() {
    assertThat(
            row(
                "SELECT count(*) FROM (SELECT service_name FROM service_summary WHERE service_name"
                    + " IN (SELECT unnest($names)) AND request_count >= $least AND timestamp >="
                    + " $since ORDER BY 1 LIMIT $n)",
                Map.of(
                    "names", new SqlValue.ListOf(List.of(text("payments"), text("orders"))),
                    "least", text("5"),
                    "since", new SqlValue.Timestamp(SummaryDatabase.START),
                    "n", new SqlValue.Int64(7))))
        .containsExactly(new SqlValue.Int64(7));
    assertThat(
            row(
                "SELECT count(*) FROM service_percentiles($q) WHERE service_name = ANY($names)",
                Map.of(
                    "q", new SqlValue.Float64(0.5),
                    "names", new SqlValue.ListOf(List.of(text("payments"))))))
        .containsExactly(new SqlValue.Int64(1));
  }

  @Example
  void list_standsBehindIn() {
    var names = new SqlValue.ListOf(List.of(text("payments"), text("nobody"), text("a'b")));
    for (String condition : List.of("IN $names", "NOT IN $names", "= ANY($names)")) {
      long expected = condition.startsWith("NOT") ? 2 : 1;
      assertThat(
              row(
                  "SELECT count(DISTINCT service_name) FROM service_summary WHERE service_name "
                      + condition,
                  Map.of("names", names)))
          .as(condition)
          .containsExactly(new SqlValue.Int64(expected));
    }
  }

  @Example
  void textOfANumber_isAFractionForPercentiles() {
    for (String fraction : List.of("0.5", "1", "5e-1")) {
      assertThat(
              row("SELECT count(*) > 0 FROM service_percentiles(?)", Map.of("1", text(fraction))))
          .as(fraction)
          .containsExactly(new SqlValue.Bool(true));
    }
    assertThat(refusal("FROM service_percentiles(?)", Map.of("1", text("half"))).hint())
        .isEqualTo("write a number");
  }

  @Example
  void placeholderWithoutAValue_isRefusedAtItsPlace() {
    SqlRefusal refusal = refusal("SELECT 'ü', $b, $a", Map.of("a", new SqlValue.Int64(1)));

    assertThat(refusal.reason()).isEqualTo(Reason.PARAMETER_MISMATCH);
    assertThat(refusal.detail()).contains("$b");
    assertThat(refusal.place().map(SqlPlace::offset)).hasValue(12);
  }

  @Example
  void valueWithoutAPlaceholder_isRefused() {
    SqlRefusal refusal = refusal("SELECT '$a'", Map.of("a", new SqlValue.Int64(1)));

    assertThat(refusal.reason()).isEqualTo(Reason.PARAMETER_MISMATCH);
    assertThat(refusal.hint()).contains("$a").contains("without quotes");
  }

  @Example
  void mixedPlaceholders_areRefused() {
    assertThat(refusal("SELECT ?, $a", Map.of("a", new SqlValue.Int64(1))).reason())
        .isEqualTo(Reason.PARAMETER_MISMATCH);
  }

  @Example
  void brokenStatement_isAParseErrorWhateverIsSentBeside() {
    assertThat(refusal("SELECT FROM WHERE", Map.of("a", new SqlValue.Int64(1))).reason())
        .isEqualTo(Reason.PARSE_ERROR);
  }

  @Example
  void placeholders_forNames_areNone() {
    for (String sql :
        List.of(
            "SELECT * FROM $t",
            "SELECT 1 AS $t",
            "SELECT $t(1)",
            "SELECT CAST(1 AS $t)",
            "SELECT * FROM service_summary ORDER BY $t DESC NULLS $t")) {
      assertThat(refusal(sql, Map.of("t", text("store.secret_psk"))).reason())
          .as(sql)
          .isIn(Reason.PARSE_ERROR, Reason.TABLE_NOT_ALLOWED);
    }
  }
}

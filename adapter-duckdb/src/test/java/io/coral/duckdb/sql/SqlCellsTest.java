package io.coral.duckdb.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.query.SqlResult;
import io.coral.domain.sql.SqlValue;
import io.coral.domain.time.TimeWindow;
import io.coral.ports.CallBounds;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values come out of the engine as they are in it. */
class SqlCellsTest {
  private static GuardedDatabase store;

  @BeforeAll
  static void open() throws SQLException {
    store = GuardedDatabase.open();
  }

  @AfterAll
  static void close() throws SQLException {
    store.close();
  }

  private static SqlResult answer(String sql) {
    return TestRuns.run(
            store.runner(),
            sql,
            10_000,
            new TimeWindow(SummaryDatabase.START, SummaryDatabase.START.plusSeconds(60)),
            CallBounds.timeout(Duration.ofSeconds(20)))
        .getOrElseThrow(failure -> new AssertionError(failure.message()));
  }

  private static SqlValue text(String value) {
    return new SqlValue.Text(value);
  }

  private static SqlValue list(SqlValue... values) {
    return new SqlValue.ListOf(List.of(values));
  }

  static Stream<Arguments> cells() {
    return Stream.of(
        Arguments.of("NULL", new SqlValue.Null()),
        Arguments.of("true", new SqlValue.Bool(true)),
        Arguments.of("(-128)::TINYINT", new SqlValue.Int64(-128)),
        Arguments.of("65535::USMALLINT", new SqlValue.Int64(65_535)),
        Arguments.of("4294967295::UINTEGER", new SqlValue.Int64(4_294_967_295L)),
        Arguments.of("9223372036854775807", new SqlValue.Int64(Long.MAX_VALUE)),
        Arguments.of("(-9223372036854775807 - 1)::BIGINT", new SqlValue.Int64(Long.MIN_VALUE)),
        Arguments.of("18446744073709551615::UBIGINT", text("18446744073709551615")),
        Arguments.of(
            "170141183460469231731687303715884105727::HUGEINT",
            text("170141183460469231731687303715884105727")),
        Arguments.of(
            "1234567890123456789012345678.0123456789::DECIMAL(38, 10)",
            text("1234567890123456789012345678.0123456789")),
        Arguments.of("1.50::DECIMAL(4, 2)", text("1.50")),
        Arguments.of("0.1::DOUBLE", new SqlValue.Float64(0.1)),
        Arguments.of("'nan'::DOUBLE", new SqlValue.Float64(Double.NaN)),
        Arguments.of("'-inf'::FLOAT", new SqlValue.Float64(Double.NEGATIVE_INFINITY)),
        Arguments.of("1 / 0", new SqlValue.Float64(Double.POSITIVE_INFINITY)),
        Arguments.of("'a\tb''c\"d'", text("a\tb'c\"d")),
        Arguments.of(
            "'\u001b]52;c;x\u0007 =cmd \u202e \uD83E\uDD86'",
            text("\u001b]52;c;x\u0007 =cmd \u202e \uD83E\uDD86")),
        Arguments.of("'\\x00\\x61'::BLOB", new SqlValue.Bytes(List.of((byte) 0, (byte) 'a'))),
        Arguments.of("DATE '2026-02-28'", text("2026-02-28")),
        Arguments.of("'infinity'::DATE", text("infinity")),
        Arguments.of("TIME '24:00:00'", text("24:00:00")),
        Arguments.of("TIME '23:59:59.999999'", text("23:59:59.999999")),
        Arguments.of("TIMESTAMP '2026-03-29 02:30:00'", text("2026-03-29 02:30:00")),
        Arguments.of(
            "'2026-01-01 00:00:00.123456789'::TIMESTAMP_NS", text("2026-01-01 00:00:00.123456789")),
        Arguments.of(
            "TIMESTAMPTZ '2026-03-29 02:30:00.123456+02'",
            new SqlValue.Timestamp(Instant.parse("2026-03-29T00:30:00.123456Z"))),
        Arguments.of("'infinity'::TIMESTAMPTZ", text("infinity")),
        Arguments.of("'-infinity'::TIMESTAMPTZ", text("-infinity")),
        Arguments.of("INTERVAL '1 year 2 days 3 seconds'", text("1 year 2 days 00:00:03")),
        Arguments.of(
            "'00000000-0000-0000-0000-00000000000a'::UUID",
            text("00000000-0000-0000-0000-00000000000a")),
        Arguments.of("[1, NULL]", list(new SqlValue.Int64(1), new SqlValue.Null())),
        Arguments.of("[]", list()),
        Arguments.of("[[DATE '2026-01-01'], []]", list(list(text("2026-01-01")), list())),
        Arguments.of(
            "{'a b': 1.5::DECIMAL(2, 1), 'c\"d': [TIME '01:00'], 'e': NULL}",
            new SqlValue.Struct(
                List.of(
                    new SqlValue.Field("a b", text("1.5")),
                    new SqlValue.Field("c\"d", list(text("01:00:00"))),
                    new SqlValue.Field("e", new SqlValue.Null())))),
        Arguments.of(
            "MAP {2: 'b', 1: 'a'}",
            new SqlValue.Struct(
                List.of(new SqlValue.Field("2", text("b")), new SqlValue.Field("1", text("a"))))),
        Arguments.of(
            "(1, DATE '2026-01-01')",
            new SqlValue.Struct(
                List.of(
                    new SqlValue.Field("element1", new SqlValue.Int64(1)),
                    new SqlValue.Field("element2", text("2026-01-01"))))),
        Arguments.of(
            "[{'t': TIMESTAMPTZ '1970-01-01 00:00:01Z'}]",
            list(
                new SqlValue.Struct(
                    List.of(
                        new SqlValue.Field(
                            "t", new SqlValue.Timestamp(Instant.ofEpochSecond(1))))))));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void run_value_isReturnedAsItIs(String expression, SqlValue expected) {
    assertThat(answer("SELECT " + expression + " AS v").rows()).containsExactly(List.of(expected));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void run_valueInAList_isReturnedAsItIs(String expression, SqlValue expected) {
    assertThat(answer("SELECT [" + expression + "] AS v").rows())
        .containsExactly(List.of(list(expected)));
  }

  @Test
  void run_noRows_stillNamesColumnsAndTypes() {
    SqlResult result = answer("SELECT 1.5 AS a, [DATE '2026-01-01'] AS b WHERE false");

    assertThat(result.rows()).isEmpty();
    assertThat(result.columns().toString()).contains("DECIMAL(2,1)").contains("DATE[]");
  }
}

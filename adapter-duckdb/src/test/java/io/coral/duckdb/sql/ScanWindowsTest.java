package io.coral.duckdb.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.query.ExecuteSql;
import io.coral.domain.query.Note;
import io.coral.domain.query.SqlResult;
import io.coral.domain.sql.RowLimit;
import io.coral.domain.sql.SqlStatement;
import io.coral.domain.sql.SqlValue;
import io.coral.domain.time.TimeWindow;
import io.coral.ports.CallBounds;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The data is in 10:00 to 12:00, and the default window is the second of these hours. */
class ScanWindowsTest {
  private static final Instant TEN = SummaryDatabase.START;
  private static final Instant ELEVEN = TEN.plus(Duration.ofHours(1));
  private static final Instant NOON = TEN.plus(Duration.ofHours(2));
  private static final SqlWindow LAST_HOUR =
      new SqlWindow(new TimeWindow(ELEVEN, NOON), false, TEN.minus(Duration.ofDays(1)));

  private static GuardedDatabase store;

  @BeforeAll
  static void open() throws SQLException {
    store = GuardedDatabase.open();
  }

  @AfterAll
  static void close() throws SQLException {
    store.close();
  }

  private static SqlResult answer(String sql, SqlWindow window) {
    return store
        .runner()
        .execute(
            new ExecuteSql(SqlStatement.of(sql), RowLimit.DEFAULT),
            window,
            CallBounds.timeout(Duration.ofSeconds(20)))
        .getOrElseThrow(failure -> new AssertionError(failure.message()));
  }

  private static SqlResult answer(String sql) {
    return answer(sql, LAST_HOUR);
  }

  private static List<SqlValue> numbers(long... numbers) {
    return java.util.Arrays.stream(numbers).<SqlValue>mapToObj(SqlValue.Int64::new).toList();
  }

  /** Four services or senders a minute; payments has two regions. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true                                                              | 60
          timestamp > '2026-11-24 10:29:00'                                 | 90
          timestamp >= '2026-11-24 10:30:00+00'                             | 90
          timestamp >= TIMESTAMP '2026-11-24 10:30:30'                      | 89
          '2026-11-24 10:30:00' <= timestamp                                | 90
          timestamp BETWEEN '2026-11-24 10:00:00' AND '2026-11-24 10:09:00' | 10
          timestamp = '2026-11-24 10:05:00'                                 | 1
          timestamp >= DATE '2026-11-24'                                    | 120
          timestamp >= date_trunc('day', TIMESTAMPTZ '2026-11-24 11:00:00Z') | 120
          timestamp >= TIMESTAMPTZ '2026-11-24 11:00:00Z' - INTERVAL 30 MINUTE | 90
          s.timestamp >= '2026-11-24 10:30:00' AND s.timestamp < '2026-11-24 10:40:00' | 10
          timestamp > '2026-11-24 10:29:00' AND timestamp > '2026-11-24 10:49:00' | 70
          timestamp >= '2026-11-24 11:50:00'                                | 10
          timestamp >= '2026-11-24 10:30:00' OR true                        | 60
          NOT (timestamp < '2026-11-24 10:30:00')                           | 60
          timestamp >= s.timestamp - INTERVAL 1 DAY                         | 60
          timestamp >= '2027-01-01'                                         | 0
          timestamp >= NULL                                                 | 0
          """)
  void where_boundingTimestamp_becomesTheWindow(String condition, long minutes) {
    assertThat(
            answer("SELECT count(DISTINCT timestamp) FROM service_summary s WHERE " + condition)
                .rows())
        .as(condition)
        .containsExactly(numbers(minutes));
  }

  @Test
  void window_ofTheStatement_isTold() {
    SqlResult answer =
        answer("SELECT 1 FROM service_summary WHERE timestamp >= '2026-11-24 10:30:30'");

    assertThat(answer.applied()).isEqualTo(new TimeWindow(TEN.plus(Duration.ofMinutes(30)), NOON));
    assertThat(answer.notes().get(0).code()).isEqualTo(Note.Code.TIME_RANGE_FROM_QUERY);
    assertThat(answer.notes().get(0).message()).contains("service_summary", "10:30:00Z");
  }

  @Test
  void window_ofTheCaller_holdsWhateverTheStatementSays() {
    SqlResult answer =
        answer(
            "SELECT count(DISTINCT timestamp) FROM service_summary WHERE timestamp >="
                + " '2026-11-24 10:30:00'",
            SqlWindow.fixed(new TimeWindow(ELEVEN, NOON)));

    assertThat(answer.rows()).containsExactly(numbers(60));
    assertThat(answer.notes())
        .extracting(Note::code)
        .doesNotContain(Note.Code.TIME_RANGE_FROM_QUERY);
  }

  @Test
  void window_beforeTheEarliest_isCappedAndTold() {
    var capped = new SqlWindow(LAST_HOUR.window(), false, TEN.plus(Duration.ofMinutes(40)));

    SqlResult answer =
        answer(
            "SELECT count(DISTINCT timestamp) FROM service_summary WHERE timestamp > '1970-01-01'",
            capped);

    assertThat(answer.rows()).containsExactly(numbers(80));
    assertThat(answer.notes()).extracting(Note::code).contains(Note.Code.TIME_RANGE_CAPPED);
  }

  @Test
  void scans_ofOneStatement_haveWindowsOfTheirOwn() {
    SqlResult answer =
        answer(
            """
            WITH early AS (
              SELECT * FROM service_summary WHERE timestamp >= '2026-11-24 10:00:00'
            )
            SELECT (SELECT count(DISTINCT timestamp) FROM early),
                   (SELECT count(DISTINCT timestamp) FROM service_summary),
                   (SELECT count(DISTINCT timestamp) FROM trace_summary t
                    WHERE t.timestamp >= '2026-11-24 11:30:00'),
                   (SELECT count(DISTINCT a.timestamp) FROM service_summary a
                    JOIN service_summary AS b USING (timestamp, service_name, region)
                    WHERE b.timestamp >= '2026-11-24 10:15:00')""");

    assertThat(answer.rows()).containsExactly(numbers(120, 60, 30, 60));
    assertThat(answer.applied()).isEqualTo(new TimeWindow(TEN, NOON));
    assertThat(answer.notes()).hasSizeGreaterThan(3);
  }

  @Test
  void timestampWithoutATable_boundsEveryTableBesideIt() {
    SqlResult answer =
        answer(
            "SELECT count(DISTINCT timestamp) FROM service_summary JOIN system_metrics_rollup"
                + " USING (timestamp) WHERE timestamp >= '2026-11-24 10:30:00'");

    assertThat(answer.rows()).containsExactly(numbers(90));
  }

  @Test
  void percentiles_areReadOverTheWidestWindow() {
    SqlResult answer =
        answer(
            "SELECT (SELECT sum(sample_count)::BIGINT FROM service_percentiles(0.5)), (SELECT"
                + " count(DISTINCT timestamp) FROM service_summary WHERE timestamp >="
                + " '2026-11-24 10:00:00')");

    assertThat(answer.rows()).containsExactly(numbers(4800, 120));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "timestamp >= 'yesterday'",
        "timestamp >= date_trunc('fortnight', now())",
        "timestamp >= 5",
      })
  void boundThatIsNoTime_isTheStatementsOwnError(String condition) {
    assertThat(
            store
                .runner()
                .execute(
                    new ExecuteSql(
                        SqlStatement.of("SELECT 1 FROM service_summary WHERE " + condition),
                        RowLimit.DEFAULT),
                    LAST_HOUR,
                    CallBounds.timeout(Duration.ofSeconds(20)))
                .getLeft()
                .message())
        .contains("the query does not fit the tables");
  }

  @Test
  void now_isTheSameForBoundAndCondition() {
    SqlResult answer =
        answer(
            "SELECT count(*) FROM service_summary WHERE timestamp >= now() - INTERVAL '1000 days'");

    assertThat(answer.notes()).extracting(Note::code).contains(Note.Code.TIME_RANGE_CAPPED);
  }
}

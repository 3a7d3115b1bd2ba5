package io.coral.duckdb.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.Note;
import io.coral.domain.query.PlanSql;
import io.coral.domain.query.SqlPlan;
import io.coral.domain.sql.SqlColumn;
import io.coral.domain.sql.SqlParameters;
import io.coral.domain.sql.SqlStatement;
import io.coral.domain.sql.SqlText;
import io.coral.domain.sql.SqlValue;
import io.coral.domain.sql.StreamLimit;
import io.coral.domain.time.TimeWindow;
import io.coral.ports.CallBounds;
import io.vavr.control.Either;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SqlPlanTest {
  private static final TimeWindow HOUR =
      new TimeWindow(SummaryDatabase.START, SummaryDatabase.START.plus(Duration.ofHours(1)));

  private static final List<SqlAudit.Entry> HEARD = new ArrayList<>();
  private static GuardedDatabase store;

  @BeforeAll
  static void open() throws SQLException {
    store = GuardedDatabase.open(SqlSettings.of(1), HEARD::add);
  }

  @AfterAll
  static void close() throws SQLException {
    store.close();
  }

  private static Either<QueryFailure, SqlPlan> plan(String sql, Map<String, SqlValue> values) {
    HEARD.clear();
    return store
        .runner()
        .plan(
            new PlanSql(
                new SqlStatement(new SqlText(sql), new SqlParameters(values), Optional.empty()),
                new StreamLimit(100)),
            SqlWindow.fixed(HOUR),
            CallBounds.timeout(Duration.ofSeconds(20)));
  }

  @Test
  void plan_showsTheStatementAsItWouldRun() {
    SqlPlan plan =
        plan(
                "select service_name from service_summary where region = $r",
                Map.of("r", new SqlValue.Text("e'u")))
            .get();

    assertThat(plan.sql())
        .isEqualTo(
            "SELECT * FROM (SELECT service_name FROM service_summary WHERE (region = 'e''u')) LIMIT"
                + " 100");
    assertThat(plan.columns()).containsExactly(new SqlColumn("service_name", "VARCHAR"));
    assertThat(plan.rowLimit()).isEqualTo(100);
    assertThat(plan.applied()).isEqualTo(HOUR);
    assertThat(plan.notes())
        .extracting(Note::code)
        .containsExactly(Note.Code.TIME_RANGE_APPLIED, Note.Code.LIMIT_INJECTED);
  }

  @Test
  void plan_ofAStatementWithALowerLimit_leavesIt() {
    assertThat(plan("SELECT 1 LIMIT 5", Map.of()).get().sql()).isEqualTo("SELECT 1 LIMIT 5");
  }

  @Test
  void plan_ofWhatWouldBeRefused_isRefused() {
    assertThat(plan("DROP TABLE service_summary", Map.of()).getLeft())
        .isInstanceOf(QueryFailure.SqlRefused.class);
    assertThat(plan("SELECT nix FROM service_summary", Map.of()).getLeft())
        .isInstanceOf(QueryFailure.SqlRefused.class);
  }

  /** A runaway has a plan, too. */
  @Test
  void plan_runsNothing() {
    assertThat(
            plan("SELECT count(*) FROM range(99999), range(99999), range(99999)", Map.of())
                .isRight())
        .isTrue();
  }

  @Test
  void audit_hearsOfEveryStatement_withoutItsText() {
    plan("SELECT service_name FROM service_summary WHERE region = 'eu'", Map.of());
    SqlAudit.Entry first = HEARD.get(0);
    plan("SELECT  service_name FROM service_summary WHERE region = 'us' -- x", Map.of());
    SqlAudit.Entry alike = HEARD.get(0);
    plan("SELECT namespace FROM service_summary WHERE region = 'us'", Map.of());
    SqlAudit.Entry other = HEARD.get(0);
    plan("DROP TABLE service_summary", Map.of());
    SqlAudit.Entry refused = HEARD.get(0);

    assertThat(HEARD).hasSize(1);
    assertThat(first.verdict()).isEqualTo("OK");
    assertThat(alike.fingerprint()).isEqualTo(first.fingerprint()).matches("[0-9a-f]{16}");
    assertThat(other.fingerprint()).isNotEqualTo(first.fingerprint());
    assertThat(refused.verdict()).isEqualTo("NOT_A_SELECT");
    assertThat(refused.line().toString())
        .matches(
            "sql caller=anyone fingerprint=[0-9a-f]{16} verdict=NOT_A_SELECT rows=0 ms=[0-9]+");
  }
}

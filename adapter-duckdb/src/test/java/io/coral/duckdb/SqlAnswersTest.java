package io.coral.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.ExecuteSql;
import io.coral.domain.query.SqlResult;
import io.coral.domain.sql.RowLimit;
import io.coral.domain.sql.SqlStatement;
import io.coral.domain.sql.SqlValue;
import io.coral.ports.ColonyStore;
import io.coral.ports.SummaryBatch;
import io.coral.ports.contract.Telemetry;
import io.vavr.control.Either;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the store answers SQL, all parts together. */
class SqlAnswersTest {
  private ColonyStore store;

  @BeforeEach
  void open() {
    store =
        new DuckDbStores(
                InstantSource.fixed(Instant.parse("2026-03-01T12:00:30Z")),
                StoreSettings.ofThisMachine())
            .inMemory();
    var deltas =
        new Telemetry()
            .request("shop", "2026-03-01T10:59:00Z", 30)
            .request("shop", "2026-03-01T11:30:00Z", 20)
            .request("shop", "2026-03-01T12:00:10Z", 10)
            .deltas();
    assertThat(store.writer().append(new SummaryBatch(Set.of(), deltas)).isRight()).isTrue();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void executeSql_readsTheViewsOverTheWindow() {
    var answer =
        run("SELECT sum(request_count)::BIGINT, max(max_duration_ns) FROM service_summary");

    assertThat(answer.get().rows())
        .containsExactly(List.of(new SqlValue.Int64(2), new SqlValue.Int64(20_000_000)));
    assertThat(answer.get().applied().from()).isEqualTo(Instant.parse("2026-03-01T11:00:00Z"));
  }

  @Test
  void executeSql_readsTheMacro() {
    assertThat(run("SELECT service_name, sample_count FROM service_percentiles(0.5)").get().rows())
        .containsExactly(List.of(new SqlValue.Text("shop"), new SqlValue.Int64(2)));
  }

  @Test
  void executeSql_fractionOutOfRange_isNoOutage() {
    assertThat(run("SELECT * FROM service_percentiles(99)").getLeft())
        .isInstanceOf(QueryFailure.SqlRefused.class);
  }

  @Test
  void executeSql_seesNothingButTheViews() {
    for (String sql :
        new String[] {
          "SELECT * FROM store.sender",
          "SELECT * FROM sender",
          "SELECT store.window_start()",
          "DELETE FROM store.sender",
          "SELECT * FROM duckdb_tables()"
        }) {
      assertThat(run(sql).getLeft()).as(sql).isInstanceOf(QueryFailure.SqlRefused.class);
    }
  }

  @Test
  void executeSql_afterClosing_isUnavailable() {
    store.close();

    assertThat(run("SELECT 1").getLeft()).isInstanceOf(QueryFailure.Unavailable.class);
  }

  private Either<QueryFailure, SqlResult> run(String sql) {
    return store.queries().executeSql(new ExecuteSql(SqlStatement.of(sql), RowLimit.DEFAULT));
  }
}

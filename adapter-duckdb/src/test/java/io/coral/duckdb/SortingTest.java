package io.coral.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.Percentile;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.ServiceSelector;
import io.coral.ports.ColonyStores.Access;
import io.coral.ports.SummaryBatch;
import io.coral.ports.contract.Telemetry;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.duckdb.DuckDBConnection;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How recent buckets become sorted ones. */
class SortingTest {
  private static final QueryWindow WINDOW =
      new QueryWindow.Absolute(
          new TimeWindow(
              Instant.parse("2026-03-01T10:00:00Z"), Instant.parse("2026-03-01T12:00:00Z")));

  private DuckDBConnection root;
  private DuckDbStore store;
  private WriteSession session;
  private DSLContext dsl;

  @BeforeEach
  void open() throws SQLException {
    var settings = StoreSettings.ofThisMachine();
    root = Database.open(Database.IN_MEMORY, Access.READ_WRITE, settings);
    Database.create(root);
    store = new DuckDbStore(root, Access.READ_WRITE, InstantSource.system(), settings, () -> {});
    session = new WriteSession(root.duplicate());
    dsl = DSL.using(root, SQLDialect.DUCKDB);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void sort_changesNoAnswer_andAddsUpRepeatedBuckets() {
    fill(1);
    fill(2);
    var before = answers();
    long rows = rows("duration_bucket");

    session.sort(1);

    assertThat(answers()).isEqualTo(before);
    assertThat(rows("duration_bucket_recent")).isZero();
    assertThat(rows("metric_bucket_recent")).isZero();
    assertThat(rows("duration_bucket_sorted")).isPositive().isLessThan(rows);
    fill(3);
    session.sort(1);
    assertThat(answers().getFirst().sampleCount()).isGreaterThan(before.getFirst().sampleCount());
  }

  @Test
  void sort_leavesEachStretchInOrder() {
    fill(1);
    session.sort(1);

    assertThat(
            dsl.fetchSingle(
                    "SELECT bool_and(ok) FROM (SELECT (sender_id, minute, bucket) >="
                        + " lag((sender_id, minute, bucket)) OVER (ORDER BY rowid) AS ok"
                        + " FROM store.duration_bucket_sorted)")
                .get(0))
        .isEqualTo(true);
  }

  @Test
  void sort_fewerRowsThanAskedFor_waits() {
    fill(1);

    session.sort(1_000_000);

    assertThat(rows("duration_bucket_sorted")).isZero();
  }

  @Test
  void sort_countsRowsOfEarlierSessions() {
    fill(1);

    new WriteSession(root).sort(rows("duration_bucket") + rows("metric_bucket"));

    assertThat(rows("duration_bucket_recent")).isZero();
  }

  private void fill(int seed) {
    var random = new Random(seed);
    var telemetry = new Telemetry();
    for (int i = 0; i < 300; i++) {
      String time = "2026-03-01T10:%02d:00Z".formatted(random.nextInt(60));
      telemetry.request("service" + random.nextInt(3), time, random.nextInt(500));
      telemetry.gauge("service0", "queue.length", "1", time, random.nextInt(10));
    }
    assertThat(session.append(new SummaryBatch(Set.of(), telemetry.deltas())).isRight()).isTrue();
  }

  private List<Percentile> answers() {
    return List.of(
        answer("service0", "http.server.duration"),
        answer("service2", "http.server.duration"),
        answer("service0", "queue.length"));
  }

  private Percentile answer(String service, String metric) {
    return store
        .queries()
        .getPercentile(
            new GetPercentile(
                ServiceSelector.of(service), new MetricName(metric), Quantile.P95, WINDOW))
        .get();
  }

  private long rows(String table) {
    return dsl.fetchCount(DSL.table(DSL.name("store", table)));
  }
}

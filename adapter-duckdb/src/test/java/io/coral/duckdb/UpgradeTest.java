package io.coral.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.GetSystemMetrics;
import io.coral.domain.summary.RequestId;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.ServiceSelector;
import io.coral.duckdb.file.OldFile;
import io.coral.ports.ColonyStore;
import io.coral.ports.ColonyStores.Access;
import io.coral.ports.SummaryBatch;
import io.coral.ports.contract.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How files of earlier versions are brought up to date. */
class UpgradeTest {
  private static final QueryWindow HOUR =
      new QueryWindow.Absolute(
          new TimeWindow(
              Instant.parse("2026-03-01T10:00:00Z"), Instant.parse("2026-03-01T11:00:00Z")));

  private static final String MINUTE = "29539325"; // 2026-03-01T10:05Z
  private static final String FIRST = "29539320"; // of its hour
  private static final String AFTER = "29539380"; // its hour

  @TempDir private Path folder;
  private Path file;
  private OldFile old;

  private final DuckDbStores stores =
      new DuckDbStores(InstantSource.system(), StoreSettings.ofThisMachine());

  private void makeFileOf(int version) throws IOException, SQLException {
    file = folder.resolve("old.duckdb");
    old = OldFile.of(version, file);
    old.run(
        "INSERT INTO store.sender VALUES (1, 'shop', '', '', 'one')",
        "INSERT INTO store.stream VALUES (1, 1, 'process.cpu.utilization', '', '1')");
    if (version == 1) {
      fillVersionOne();
    } else {
      fillVersionTwo();
    }
  }

  private void fillVersionOne() throws SQLException {
    old.run(
        "INSERT INTO store.service_delta VALUES (1, " + MINUTE + ", 3, 3, 1, 60, 10, 30)",
        "INSERT INTO store.duration_bucket_sorted VALUES (1, " + MINUTE + ", 40117, 2)",
        "INSERT INTO store.duration_bucket_recent VALUES (1, " + MINUTE + ", 40172, 1)",
        "INSERT INTO store.metric_delta VALUES (1, " + MINUTE + ", 2, 0.5, 0.2, 0.3, 0.01)",
        "INSERT INTO store.metric_bucket_recent VALUES (1, " + MINUTE + ", 39930, 2)",
        "INSERT INTO store.imported_request VALUES (unhex('" + "ab".repeat(32) + "'))",
        "INSERT INTO store.stream_state VALUES (unhex('" + "cd".repeat(32) + "'), '\\x01'::BLOB)");
  }

  /** With an hour that was rolled up. */
  private void fillVersionTwo() throws SQLException {
    old.run("UPDATE store.progress SET rolled_until = " + AFTER);
    for (var level : List.of("sorted VALUES (1, " + MINUTE, "hour VALUES (1, " + FIRST)) {
      old.run(
          "INSERT INTO store.service_delta_" + level + ", 3, 3, 1, 60, 10, 30)",
          "INSERT INTO store.duration_bucket_" + level + ", 40117, 2)",
          "INSERT INTO store.duration_bucket_" + level + ", 40172, 1)",
          "INSERT INTO store.metric_delta_" + level + ", 2, 0.5, 0.2, 0.3, 0.01)",
          "INSERT INTO store.metric_bucket_" + level + ", 39930, 2)");
    }
    old.run(
        "INSERT INTO store.imported_request VALUES (unhex('"
            + "ab".repeat(32)
            + "'), "
            + MINUTE
            + ")",
        "INSERT INTO store.stream_state VALUES (unhex('"
            + "cd".repeat(32)
            + "'), '\\x01'::BLOB, "
            + MINUTE
            + ")");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void open_older_answersAsBefore_andGoesOn(int version) throws IOException, SQLException {
    makeFileOf(version);
    try (var store = opened()) {
      assertThat(errorRate(store)).containsExactly(1L, 3L);
      assertThat(percentile(store)).isCloseTo(30, withinPercentage(1.0));
      assertThat(
              store
                  .queries()
                  .getSystemMetrics(new GetSystemMetrics(ServiceSelector.of("shop"), HOUR))
                  .get()
                  .cpu()
                  .orElseThrow()
                  .percent())
          .isEqualTo(25.0);
      assertThat(store.writer().committed(Set.of(new RequestId("ab".repeat(32)))).get()).hasSize(1);
      var more = new Telemetry().request("shop", "2026-03-01T10:06:00Z", 5).deltas();
      assertThat(store.writer().append(new SummaryBatch(Set.of(), more)).isRight()).isTrue();
      ((DuckDbStore) store).tend();
      assertThat(errorRate(store)).containsExactly(1L, 4L);
      assertThat(percentile(store)).isCloseTo(5e6, withinPercentage(1.0));
    }
    assertThat(rows("duration_bucket_recent")).isZero();
    assertThat(rows("duration_histogram_sorted")).as("two minutes").isEqualTo(2);
    assertThat(rows("duration_histogram_hour")).as("one hour, of far values").isEqualTo(2);
    assertThat(rows("duration_bucket_hour")).as("of three buckets").isEqualTo(3);
    try (var store = opened()) {
      assertThat(errorRate(store)).containsExactly(1L, 4L);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void open_older_becomesWhatANewFileIs(int version) throws IOException, SQLException {
    makeFileOf(version);
    opened().close();
    Set<String> upgraded = columns(file);
    var fresh = folder.resolve("new.duckdb");
    stores.open(fresh, Access.READ_WRITE).get().close();

    assertThat(upgraded).isEqualTo(columns(fresh));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void open_older_readOnly_saysWhatToDo_andChangesNothing(int version)
      throws IOException, SQLException {
    makeFileOf(version);
    byte[] before = Files.readAllBytes(file);

    var failure = stores.open(file, Access.READ_ONLY).getLeft();

    assertThat(failure.message())
        .isEqualTo(
            "old.duckdb has schema version " + version + " and must be brought up to date first");
    assertThat(failure.hint()).contains("coral colony start");
    assertThat(file).hasBinaryContent(before);
  }

  private ColonyStore opened() {
    return stores
        .open(file, Access.READ_WRITE)
        .getOrElseThrow(failure -> new AssertionError(failure.message()));
  }

  private static List<Long> errorRate(ColonyStore store) {
    var rate =
        store.queries().getErrorRate(new GetErrorRate(ServiceSelector.of("shop"), HOUR)).get();
    return List.of(rate.errorCount(), rate.requestCount());
  }

  private static double percentile(ColonyStore store) {
    return store
        .queries()
        .getPercentile(
            new GetPercentile(
                ServiceSelector.of("shop"), GetPercentile.REQUEST_DURATION, Quantile.P99, HOUR))
        .get()
        .value();
  }

  private long rows(String table) throws SQLException {
    return old.number("SELECT count(*) FROM store." + table);
  }

  private static Set<String> columns(Path database) throws SQLException {
    var all = new TreeSet<String>();
    try (var connection = DriverManager.getConnection("jdbc:duckdb:" + database);
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT table_schema || '.' || table_name || '.' || column_name || ' '"
                    + " || ordinal_position || ' ' || data_type || ' ' || is_nullable || ' '"
                    + " || coalesce(column_default, '')"
                    + " FROM information_schema.columns")) {
      while (rows.next()) {
        all.add(rows.getString(1));
      }
    }
    return all;
  }
}

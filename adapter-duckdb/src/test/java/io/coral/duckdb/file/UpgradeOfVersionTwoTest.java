package io.coral.duckdb.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.duckdb.DuckDbStores;
import io.coral.duckdb.OtherProcess;
import io.coral.duckdb.StoreSettings;
import io.coral.duckdb.TendedColony;
import io.coral.ports.ColonyStores.Access;
import io.coral.ports.Upkeep;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That SQL tells the same of a file of version 2 whatever becomes of it. */
class UpgradeOfVersionTwoTest {
  @TempDir private Path folder;
  private OldFile file;

  /** By version 2's own views. */
  private Map<String, List<String>> before;

  @BeforeEach
  void make() throws IOException, SQLException {
    file = VersionTwo.at(folder.resolve("old.duckdb"));
    before = told();
    assertThat(before).allSatisfy((question, rows) -> assertThat(rows).isNotEmpty());
  }

  private Map<String, List<String>> told() throws SQLException {
    try (var connection = file.connect()) {
      return SqlTold.by(connection);
    }
  }

  @Test
  void open_tellsAsBefore() throws SQLException {
    open();

    assertThat(file.version()).isEqualTo(Schema.VERSION);
    assertThat(told()).isEqualTo(before);
  }

  @Test
  void tend_tellsAsBefore_fromOneHistogramOfEachMinuteAndHour() throws SQLException {
    try (var colony = new TendedColony(file.path(), VersionTwo.TIME, Upkeep.EVERYTHING)) {
      colony.tend();
    }

    assertThat(told()).isEqualTo(before);
    assertThat(file.number("SELECT count(*) FROM store.late_hour")).isZero();
    for (var buckets : List.of("duration_bucket", "metric_bucket")) {
      assertThat(file.number("SELECT min(minute) FROM store." + buckets + "_recent"))
          .isGreaterThanOrEqualTo(VersionTwo.FIRST + 10 * 60);
      assertThat(repeated(buckets + "_sorted")).isZero();
      assertThat(repeated(buckets + "_hour")).isZero();
    }
  }

  private long repeated(String table) throws SQLException {
    return file.number(
        "SELECT count(*) - count(DISTINCT (source, minute, bucket)) FROM store."
            + table
            + " t(source, minute, bucket, n)");
  }

  @Test
  void kill_beforeItIsCommitted_leavesVersionTwo() throws SQLException, InterruptedException {
    try (var other = OtherProcess.upgradingForEver(file.path())) {
      assertThat(other.line()).isEqualTo(OtherProcess.UPGRADED);
      other.kill();
    }

    assertThat(file.version()).isEqualTo(2);
    assertThat(told()).isEqualTo(before);

    open();
    assertThat(file.version()).isEqualTo(Schema.VERSION);
    assertThat(told()).isEqualTo(before);
  }

  @Test
  void kill_onceOpen_leavesWhatIsUpToDate() throws SQLException, InterruptedException {
    try (var other = OtherProcess.holding(file.path(), Access.READ_WRITE)) {
      assertThat(other.line()).isEqualTo("open");
      other.kill();
    }

    assertThat(file.version()).isEqualTo(Schema.VERSION);
    assertThat(told()).isEqualTo(before);
  }

  private void open() {
    new DuckDbStores(InstantSource.fixed(VersionTwo.TIME), StoreSettings.ofThisMachine())
        .open(file.path(), Access.READ_WRITE)
        .getOrElseThrow(failure -> new AssertionError(failure.message()))
        .close();
  }
}

package io.coral.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a kill leaves of a store that is written and looked after at the same time. */
class KilledCareTest {
  private static final int KILLS = 8;

  /** Where none of the kills left the time to roll up an hour. */
  private static final int MOST_KILLS = 60;

  private static final int MOST_LINES = 60;

  @TempDir private Path folder;

  @Test
  void kill_atAnyMoment_losesNothing_andHoursTellWhatMinutesTell()
      throws InterruptedException, SQLException {
    Path file = folder.resolve("colony.duckdb");
    var random = new Random(7);
    long acknowledged = 0;
    for (int kill = 1; kill <= KILLS || (rolledUp(file) == 0 && kill <= MOST_KILLS); kill++) {
      try (var other = OtherProcess.writingAndTending(file)) {
        int lines = 1 + random.nextInt(MOST_LINES);
        for (int i = 1; i <= lines; i++) {
          assertThat(other.line()).isEqualTo("committed " + i);
        }
        other.kill();
        acknowledged +=
            lines + other.remainingLines().stream().filter(l -> l.startsWith("committed ")).count();
      }
      // Of each kill the last commit may have come before its acknowledgement.
      assertThat(sum(file, "service_delta")).isBetween(acknowledged, acknowledged + kill);
      assertThat(sum(file, "duration_bucket")).isEqualTo(sum(file, "service_delta"));
      long rolled = number(file, "SELECT rolled_until FROM store.progress");
      assertThat(sum(file, "service_delta_hour"))
          .isEqualTo(sum(file, "service_delta WHERE minute < " + rolled));
      assertThat(sum(file, "duration_bucket_hour")).isEqualTo(sum(file, "service_delta_hour"));
    }
    assertThat(rolledUp(file)).as("hours that were rolled up between kills").isPositive();
  }

  private static long rolledUp(Path file) throws SQLException {
    return number(file, "SELECT count(*) FROM store.service_delta_hour");
  }

  private static long sum(Path file, String table) throws SQLException {
    return number(file, "SELECT coalesce(sum(request_count), 0) FROM store." + table);
  }

  private static long number(Path file, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}

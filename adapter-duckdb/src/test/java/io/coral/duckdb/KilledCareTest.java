package io.coral.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** What a kill leaves of a store that is written and looked after at the same time. */
class KilledCareTest {
  private static final int KILLS = 5;

  private static final int MOST_LINES = 60;

  private static final Predicate<String> COMMITTED = line -> line.startsWith("committed ");

  @TempDir private Path folder;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
  void kill_atAnyMoment_losesNothing_andHoursTellWhatMinutesTell()
      throws InterruptedException, SQLException {
    Path file = folder.resolve("colony.duckdb");
    var random = new Random(7);
    long acknowledged = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      try (var other = OtherProcess.writingAndTending(file)) {
        long lines = committed(other, 1 + random.nextInt(MOST_LINES));
        if (kill == KILLS) {
          lines += committedWhileTended(other);
        }
        other.kill();
        acknowledged += lines + other.remainingLines().stream().filter(COMMITTED).count();
      }
      // Of each kill the last commit may have come before its acknowledgement.
      assertThat(sum(file, "service_delta")).isBetween(acknowledged, acknowledged + kill);
      assertThat(sum(file, "duration_bucket")).isEqualTo(sum(file, "service_delta"));
      long rolled = number(file, "SELECT rolled_until FROM store.progress");
      assertThat(sum(file, "service_delta_hour"))
          .isEqualTo(sum(file, "service_delta WHERE minute < " + rolled));
      assertThat(sum(file, "duration_bucket_hour")).isEqualTo(sum(file, "service_delta_hour"));
    }
    assertThat(number(file, "SELECT count(*) FROM store.service_delta_hour"))
        .as("hours that were rolled up")
        .isPositive();
  }

  /** Waits for so many commits. */
  private static long committed(OtherProcess other, int count) {
    for (int i = 0; i < count; ) {
      String line = other.line();
      assertThat(line).matches(COMMITTED.or(OtherProcess.TENDED::equals));
      i += COMMITTED.test(line) ? 1 : 0;
    }
    return count;
  }

  /** Waits for a round of care that began after a commit; tells how many came meanwhile. */
  private static long committedWhileTended(OtherProcess other) {
    long count = 0;
    for (int rounds = 0; rounds < 2; ) {
      String line = other.line();
      assertThat(line).matches(COMMITTED.or(OtherProcess.TENDED::equals));
      count += COMMITTED.test(line) ? 1 : 0;
      rounds += COMMITTED.test(line) ? 0 : 1;
    }
    return count;
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

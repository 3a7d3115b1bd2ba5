package io.coral.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.query.GetErrorRate;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.ServiceSelector;
import io.coral.ports.Retention;
import io.coral.ports.Upkeep;
import io.coral.ports.contract.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much room a colony's file takes. */
class FileSizeTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final long START_MINUTE = START.getEpochSecond() / 60;

  @TempDir private Path folder;

  @Test
  void tend_onceRetentionBites_theFileGrowsNoMore() throws IOException {
    Path file = folder.resolve("colony.duckdb");
    var retention = new Retention(Duration.ofHours(2), Duration.ofHours(4));
    var upkeep = new Upkeep(Optional.of(retention), OptionalLong.empty());
    try (var colony = new TendedColony(file, START, upkeep)) {
      long settled = 0;
      for (int hour = 0; hour < 13; hour++) {
        fillHour(colony, hour);
        colony.setTime(START.plus(hour + 1, ChronoUnit.HOURS).plusSeconds(360));
        colony.tend();
        if (hour == 6) {
          settled = Files.size(file);
        }
      }

      assertThat(Files.size(file)).isLessThanOrEqualTo(settled * 3 / 2);
    }
  }

  /** What a checkpoint writes anew takes its room twice, and that room stays in the file. */
  @Test
  void tend_hourAfterHour_theFileTakesLittleMoreThanItsRows() throws IOException {
    Path file = folder.resolve("colony.duckdb");
    try (var colony = new TendedColony(file, START, Upkeep.EVERYTHING)) {
      colony.add(new Telemetry().request("shop", START.toString(), 5).deltas());
      for (int hour = 0; hour < 19; hour++) {
        colony.sql(
            "INSERT INTO store.service_delta_recent SELECT 2 + s, %d + m, 9, 9, 0, hash(m, s, 1) >> 2, hash(m, s, 2) >> 2, hash(m, s, 3) >> 2 FROM range(60) t(m), range(333) u(s) RETURNING 1"
                .formatted(START_MINUTE + hour * 60L));
        colony.setTime(START.plus(hour + 1, ChronoUnit.HOURS).plusSeconds(360));
        colony.tend();
      }

      long used = colony.store().status().get().diskBytes();
      assertThat(Files.size(file)).isLessThanOrEqualTo(used * 6 / 5);
    }
  }

  private static void fillHour(TendedColony colony, int hour) {
    long from = START_MINUTE + hour * 60L;
    colony.add(
        new Telemetry().request("shop", START.plus(hour, ChronoUnit.HOURS).toString(), 5).deltas());
    colony.sql(
        "INSERT INTO store.duration_bucket_recent SELECT 1, %d + m, 40500 + (hash(m, b) %% 99999)::INTEGER, 1 + (hash(b, m) %% 99999)::BIGINT FROM range(60) t(m), range(5000) u(b) RETURNING 1"
            .formatted(from));
  }

  @Test
  void tend_pastItsBudget_theOldestMinutesGoAndHoursStay() {
    Path file = folder.resolve("colony.duckdb");
    var upkeep = new Upkeep(Optional.empty(), OptionalLong.of(Upkeep.LEAST_DISK_BYTES));
    Instant end = START.plus(48, ChronoUnit.HOURS);
    try (var colony = new TendedColony(file, end.plusSeconds(600), upkeep)) {
      colony.add(new Telemetry().request("shop", START.toString(), 5).deltas());
      colony.add(new Telemetry().request("shop", end.minusSeconds(60).toString(), 5).deltas());
      colony.sql(
          "INSERT INTO store.service_delta_sorted SELECT 2 + s, %d + m, 9, 9, 0, hash(m, s, 1) >> 2, hash(m, s, 2) >> 2, hash(m, s, 3) >> 2 FROM range(2880) t(m), range(1100) u(s) RETURNING 1"
              .formatted(START_MINUTE));

      colony.tend();

      var status = colony.store().status().get();
      assertThat(status.diskBytes()).isPositive().isLessThanOrEqualTo(Upkeep.LEAST_DISK_BYTES);
      assertThat(status.oldestMinute().orElseThrow())
          .isAfter(START)
          .isBeforeOrEqualTo(end.minus(2, ChronoUnit.HOURS));
      assertThat(status.oldestHour()).contains(START);
      assertThat(status.warnings()).singleElement().asString().contains("went early");
      assertThat(
              colony
                  .queries()
                  .getErrorRate(
                      new GetErrorRate(
                          ServiceSelector.of("shop"),
                          new QueryWindow.Absolute(new TimeWindow(START, end))))
                  .get()
                  .requestCount())
          .isEqualTo(2);
    }
  }
}

package io.coral.duckdb.file;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * A file of version 2 with all that can be in one: minutes that are over and known by their hour
 * alone, sorted ones, late and recent ones, gaps, keys that are in several rows in every table,
 * buckets of nothing and of next to nothing, several senders and streams.
 */
final class VersionTwo {
  /** 2026-03-01T00:00Z; the first minute that anything is told of. */
  static final long FIRST = 29_538_720;

  /** Minutes before are over. */
  static final long MINUTES_FROM = FIRST + 4 * 60;

  /** Hours before are rolled up. */
  static final long ROLLED_UNTIL = FIRST + 9 * 60;

  /** After the last minute; the hour before its own was not rolled up yet. */
  static final long END = FIRST + 10 * 60 + 25;

  static final Instant TIME = Instant.ofEpochSecond(END * 60);

  private static final String MADE =
      """
      CREATE TEMP TABLE sent AS
      SELECT s::INTEGER AS source, m AS minute, (m * 31 + s * 17) % 5 AS n
      FROM range(1, 4) s(s), range($first, $end) m(m)
      WHERE (m * 7 + s * 3) % 10 < 6 AND NOT (s = 2 AND (m - $first) // 60 IN (2, 6));

      CREATE TEMP TABLE measured AS
      SELECT s::INTEGER AS source, m AS minute, (m * 13 + s * 7) % 4 + 1 AS n
      FROM range(1, 6) s(s), range($first, $end) m(m)
      WHERE (m * 11 + s * 5) % 10 < 4;

      CREATE TEMP TABLE service_delta AS
      SELECT source, minute, n + 4 AS spans, n, least(n, 1) AS errors, n * 1000 AS total,
             CASE WHEN n > 0 THEN minute % 7 END AS least,
             CASE WHEN n > 0 THEN 9000000000000 + minute % 1000 END AS most
      FROM sent, range(2) twice(i)
      WHERE i = 0 OR minute % 3 = 0;

      CREATE TEMP TABLE duration_bucket AS
      SELECT source, minute,
             CASE (minute + source * 5 + i) % 23
                 WHEN 0 THEN 0
                 WHEN 1 THEN 4230
                 ELSE 40000 + (minute * 37 + source * 101 + i * i * 29) % 1500
             END::INTEGER AS bucket,
             1 + (minute + i) % 9 AS n
      FROM sent, range(6) b(i), range(2) twice(j)
      WHERE n > 0 AND (j = 0 OR i % 3 = 0);

      CREATE TEMP TABLE metric_delta AS
      SELECT source, minute, n, n * 0.25::DOUBLE AS total,
             -1e15::DOUBLE AS least, 1e15::DOUBLE AS most, 0.01::DOUBLE AS error
      FROM measured, range(2) twice(i)
      WHERE i = 0 OR minute % 4 = 0;

      CREATE TEMP TABLE metric_bucket AS
      SELECT source, minute,
             CASE (minute + source + i) % 19
                 WHEN 0 THEN 0
                 WHEN 1 THEN 4230
                 WHEN 2 THEN -4230
                 ELSE CASE WHEN i % 2 = 0 THEN -1 ELSE 1 END
                     * (39000 + (minute * 41 + source * 89 + i * 331) % 2600)
             END::INTEGER AS bucket,
             1 + (minute + i) % 5 AS n
      FROM measured, range(4) b(i), range(2) twice(j)
      WHERE j = 0 OR i = 1;
      """
          .replace("$first", Long.toString(FIRST))
          .replace("$end", Long.toString(END));

  private VersionTwo() {}

  static OldFile at(Path path) throws IOException, SQLException {
    OldFile file = OldFile.of(2, path);
    file.run(
        Stream.of(
                Stream.of(
                    "UPDATE store.progress SET rolled_until = %d, minutes_from = %d"
                        .formatted(ROLLED_UNTIL, MINUTES_FROM),
                    "INSERT INTO store.sender VALUES (1, 'shop', '', '', 'one'),"
                        + " (2, 'shop', '', 'eu', 'two'), (3, 'cart', 'test', '', '')",
                    "INSERT INTO store.stream VALUES"
                        + " (1, 1, 'process.cpu.utilization', '', '1'),"
                        + " (2, 2, 'http.server.request.duration', '', 'nanoseconds'),"
                        + " (3, 3, 'temperature', '', 'Cel'), (4, 3, 'temperature', 'x', 'Cel'),"
                        + " (5, 3, 'system.memory.utilization', 'used', '1')",
                    MADE),
                tiers(
                    "service_delta",
                    "sum(spans), sum(n), sum(errors), sum(total), min(least), max(most)"),
                tiers("duration_bucket", "bucket, sum(n)"),
                tiers("metric_delta", "sum(n), sum(total), min(least), max(most), max(error)"),
                tiers("metric_bucket", "bucket, sum(n)"),
                Stream.of(
                    "INSERT INTO store.late_hour VALUES (%1$d), (%1$d)".formatted(FIRST + 5 * 60)))
            .flatMap(each -> each)
            .toArray(String[]::new));
    return file;
  }

  /** Some late ones are not sorted yet; hours are in two rows as if more had come for each. */
  private static Stream<String> tiers(String table, String sums) {
    String late = "minute >= %d OR minute %% 17 = 0".formatted(ROLLED_UNTIL);
    String kept = " FROM " + table + " WHERE minute >= " + MINUTES_FROM;
    String by = sums.startsWith("bucket") ? ", bucket" : "";
    return Stream.of(
        "INSERT INTO store.%s_sorted FROM (SELECT *%s AND NOT (%s) ORDER BY source, minute)"
            .formatted(table, kept, late),
        "INSERT INTO store.%s_recent SELECT *%s AND (%s)".formatted(table, kept, late),
        "INSERT INTO store.%s_hour SELECT source, minute // 60 * 60, %s FROM %s WHERE minute < %d GROUP BY source, minute // 60, minute %% 2%s"
            .formatted(table, sums, table, ROLLED_UNTIL, by));
  }
}

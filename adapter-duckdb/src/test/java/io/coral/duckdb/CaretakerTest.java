package io.coral.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.query.ErrorRate;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.GetPercentiles;
import io.coral.domain.query.Percentile;
import io.coral.domain.query.Percentiles;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.Quantiles;
import io.coral.domain.value.ServiceScope;
import io.coral.domain.value.ServiceSelector;
import io.coral.ports.contract.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How what arrived becomes sorted minutes, and minutes hours. */
class CaretakerTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:30:30Z");
  private static final TimeWindow WINDOW =
      new TimeWindow(Instant.parse("2026-03-01T10:07:00Z"), Instant.parse("2026-03-01T12:31:00Z"));

  private final TendedColony colony = TendedColony.keeping(NOON);

  @AfterEach
  void close() {
    colony.close();
  }

  @Test
  void tend_changesNoAnswer_andAddsUpRepeatedBuckets() {
    fill(1, "10", 300);
    fill(2, "11", 300);
    fill(3, "11", 300);
    var before = answers();
    long rows = colony.rows("duration_bucket");

    colony.tend();

    assertThat(answers()).isEqualTo(before);
    assertThat(colony.rows("duration_bucket_recent")).isZero();
    assertThat(colony.rows("metric_bucket_recent")).isZero();
    assertThat(colony.rows("service_delta_recent")).isZero();
    assertThat(colony.rows("duration_bucket_sorted")).isPositive().isLessThan(rows);
    assertThat(oneRowForEach("duration_bucket_sorted", "sender_id, minute, bucket")).isTrue();
    assertThat(oneRowForEach("service_delta_hour", "sender_id, minute")).isTrue();
    assertThat(oneRowForEach("metric_bucket_hour", "stream_id, minute, bucket")).isTrue();
  }

  @Test
  void tend_leavesEachStretchInOrder() {
    fill(1, "10", 300);
    colony.tend();

    assertThat(
            colony.sql(
                "SELECT bool_and(ok) AS ok FROM (SELECT (sender_id, minute, first_bucket) >="
                    + " lag((sender_id, minute, first_bucket)) OVER (ORDER BY rowid) AS ok"
                    + " FROM store.duration_histogram_sorted)"))
        .containsExactly(Map.of("ok", true));
  }

  @Test
  void tend_hourUnderWay_staysRecent() {
    fill(1, "12", 300);

    colony.tend();

    assertThat(colony.rows("duration_bucket_sorted")).isZero();
    assertThat(colony.rows("duration_bucket_hour")).isZero();
  }

  @Test
  void tend_manyCommitsOfTheHourUnderWay_areAddedUpOnceTheirMinuteIsOver() {
    for (int seed = 0; seed < 60; seed++) {
      fill(seed, "12", 300);
    }
    var before = answers();
    long rows = colony.rows("duration_bucket_recent");

    colony.tend();

    assertThat(answers()).isEqualTo(before);
    assertThat(colony.rows("duration_bucket_recent")).isLessThan(rows / 2);
  }

  @Test
  void tend_clockSetBack_minutesAreStillAddedUp() {
    colony.tend();
    colony.setTime(NOON.minus(Duration.ofHours(1)));
    for (int seed = 0; seed < 60; seed++) {
      fill(seed, "11", 300);
    }
    var before = answers();
    long rows = colony.rows("duration_bucket_recent");

    colony.tend();

    assertThat(answers()).isEqualTo(before);
    assertThat(colony.rows("duration_bucket_recent")).isLessThan(rows / 2);
  }

  @Test
  void append_lateForARolledHour_countsInItsMinuteAndItsHour() {
    fill(1, "10", 300);
    colony.tend();
    fill(2, "10", 300);
    var late = answers();
    var hours = hourRows();

    colony.tend();

    assertThat(answers()).isEqualTo(late);
    assertThat(hourRows()).isEqualTo(hours);
    assertThat(sums("hour")).isEqualTo(sums("sorted_and_recent")).isPositive();
    assertThat(oneRowForEach("duration_bucket_hour", "sender_id, minute, bucket")).isTrue();
    assertThat(oneRowForEach("service_delta_hour", "sender_id, minute")).isTrue();
    assertThat(colony.rows("late_hour")).isZero();
  }

  @Test
  void tend_countsThatWouldNotFit_stayAtTheLargest() {
    for (int i = 0; i < 2; i++) {
      colony.sql(
          "INSERT INTO store.service_delta_recent VALUES (1, 29539320, 9223372036854775807,"
              + " 9223372036854775807, 0, 9223372036854775807, 1, 2) RETURNING minute");
    }

    colony.tend();

    assertThat(colony.sql("SELECT request_count FROM store.service_delta_hour"))
        .containsExactly(Map.of("request_count", Long.MAX_VALUE));
  }

  @Test
  void tend_again_doesNothing() {
    fill(1, "10", 300);
    colony.tend();
    long sorted = colony.rows("duration_bucket_sorted");
    long hours = colony.rows("duration_bucket_hour");

    colony.tend();

    assertThat(colony.rows("duration_bucket_sorted")).isEqualTo(sorted);
    assertThat(colony.rows("duration_bucket_hour")).isEqualTo(hours);
  }

  private List<Map<String, Object>> hourRows() {
    return colony.sql(
        "SELECT sender_id, minute, bucket, sum(request_count) AS n FROM store.duration_bucket_hour"
            + " GROUP BY ALL ORDER BY ALL");
  }

  private long sums(String level) {
    String table = level.equals("hour") ? "duration_bucket_hour" : "duration_bucket";
    return ((Number)
            colony.sql("SELECT sum(request_count) AS n FROM store." + table).getFirst().get("n"))
        .longValue();
  }

  private boolean oneRowForEach(String table, String key) {
    return colony
        .sql("FROM store." + table + " SELECT 1 GROUP BY " + key + " HAVING count(*) > 1")
        .isEmpty();
  }

  private void fill(int seed, String hour, int requests) {
    var random = new Random(seed);
    var telemetry = new Telemetry();
    for (int i = 0; i < requests; i++) {
      String time = "2026-03-01T%s:%02d:00Z".formatted(hour, random.nextInt(29));
      telemetry.request("service" + random.nextInt(3), time, random.nextInt(500));
      telemetry.gauge("service0", "queue.length", "1", time, random.nextInt(10));
    }
    colony.add(telemetry.deltas());
  }

  private List<Object> answers() {
    return List.of(
        percentile("service0", "http.server.duration"),
        percentile("service2", "http.server.duration"),
        percentile("service0", "queue.length"),
        errorRate("service1"),
        percentiles());
  }

  private Percentile percentile(String service, String metric) {
    return colony
        .queries()
        .getPercentile(
            new GetPercentile(
                ServiceSelector.of(service),
                new MetricName(metric),
                Quantile.P95,
                new QueryWindow.Absolute(WINDOW)))
        .get();
  }

  private ErrorRate errorRate(String service) {
    return colony
        .queries()
        .getErrorRate(
            new GetErrorRate(ServiceSelector.of(service), new QueryWindow.Absolute(WINDOW)))
        .get();
  }

  private Percentiles percentiles() {
    return colony
        .queries()
        .getPercentiles(
            new GetPercentiles(
                ServiceScope.all(),
                GetPercentile.REQUEST_DURATION,
                Quantiles.of(Quantile.P95),
                new QueryWindow.Absolute(WINDOW)))
        .get();
  }
}

package io.coral.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.FindSlowTraces;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.GetService;
import io.coral.domain.query.ListServices;
import io.coral.domain.query.Note;
import io.coral.domain.query.Percentile;
import io.coral.domain.summary.RequestId;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.Label;
import io.coral.domain.value.Limit;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.ServiceName;
import io.coral.domain.value.ServiceSelector;
import io.coral.ports.Retention;
import io.coral.ports.SummaryBatch;
import io.coral.ports.contract.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a colony forgets, when, and what it answers afterwards. */
class RetentionTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Retention RETENTION = new Retention(Duration.ofHours(6), Duration.ofDays(2));

  private final TendedColony colony = TendedColony.forgetting(START, RETENTION);

  @AfterEach
  void close() {
    colony.close();
  }

  @Test
  void tend_minutesOver_hoursTellAlone() {
    request("shop", "10:05", 100);
    request("shop", "10:45", 300);
    request("shop", "11:10", 500);
    request("shop", "18:00", 700);
    at("18:01");

    colony.tend();

    assertThat(colony.rows("duration_bucket")).isEqualTo(1);
    assertThat(colony.rows("trace_delta")).isEqualTo(1);
    var widened = percentile("10:30", "10:50");
    assertThat(widened.applied()).isEqualTo(window("10:00", "11:00"));
    assertThat(widened.sampleCount()).isEqualTo(2);
    assertThat(widened.notes()).extracting(Note::code).containsExactly(Note.Code.WINDOW_WIDENED);
    assertThat(percentile("10:00", "19:00").sampleCount()).isEqualTo(4);
    assertThat(percentile("10:00", "19:00").notes()).isEmpty();
    assertThat(
            colony
                .queries()
                .getErrorRate(
                    new GetErrorRate(
                        ServiceSelector.of("shop"),
                        new QueryWindow.Absolute(window("11:59", "18:01"))))
                .get()
                .applied())
        .isEqualTo(window("11:00", "18:01"));
  }

  @Test
  void tend_minutesOver_viewsTellHours() {
    request("shop", "10:05", 100);
    request("shop", "10:45", 300);
    request("shop", "18:00", 700);
    at("18:01");

    colony.tend();

    assertThat(
            colony.sql(
                "SELECT timestamp::VARCHAR AS t, request_count AS n, max_duration_ns AS m"
                    + " FROM service_summary ORDER BY t"))
        .containsExactly(
            Map.of("t", "2026-03-01 10:00:00+00", "n", 2L, "m", 300_000_000L),
            Map.of("t", "2026-03-01 18:00:00+00", "n", 1L, "m", 700_000_000L));
    assertThat(colony.sql("SELECT sample_count AS n FROM service_percentiles(0.5)"))
        .containsExactly(Map.of("n", 3L));
  }

  @Test
  void append_laterThanItsMinuteIsKept_countsInItsHour() {
    request("shop", "10:05", 100);
    request("shop", "18:00", 700);
    at("18:01");
    colony.tend();

    request("shop", "10:20", 300);

    assertThat(percentile("10:00", "11:00").sampleCount()).isEqualTo(2);
    assertThat(colony.sql("SELECT sum(request_count)::BIGINT AS n FROM service_summary"))
        .containsExactly(Map.of("n", 3L));
    colony.tend();
    assertThat(percentile("10:00", "11:00").sampleCount()).isEqualTo(2);
    assertThat(colony.rows("duration_bucket")).isEqualTo(1);
  }

  @Test
  void tend_hoursOver_serviceIsForgotten() {
    request("old", "10:05", 100);
    colony.setTime(START.plus(Duration.ofDays(3)));
    colony.add(new Telemetry().request("new", "2026-03-04T09:59:00Z", 5).deltas());

    colony.tend();

    assertThat(colony.rows("duration_bucket_hour")).isZero();
    assertThat(colony.queries().listServices(ListServices.all()).get().services())
        .extracting(service -> service.name().value())
        .containsExactly("new");
    assertThat(
            colony
                .queries()
                .getService(new GetService(new ServiceName("old"), Label.NONE))
                .getLeft())
        .isInstanceOf(QueryFailure.NotFound.class);
    assertThat(
            colony
                .queries()
                .findSlowTraces(
                    new FindSlowTraces(
                        Optional.empty(),
                        Duration.ZERO,
                        new QueryWindow.Absolute(window("10:00", "11:00")),
                        new Limit(10)))
                .get()
                .totalCount())
        .isZero();
  }

  @Test
  void tend_clockAhead_forgetsNothing() {
    request("shop", "10:05", 100);
    colony.setTime(START.plus(Duration.ofDays(4_000)));

    colony.tend();

    assertThat(percentile("10:05", "10:06").sampleCount()).isEqualTo(1);
    assertThat(percentile("10:05", "10:06").notes()).isEmpty();
  }

  @Test
  void tend_senderAhead_forgetsNothing() {
    request("shop", "10:05", 100);
    colony.add(new Telemetry().request("dreamer", "2036-01-01T00:00:00Z", 5).deltas());

    colony.tend();

    assertThat(percentile("10:05", "10:06").sampleCount()).isEqualTo(1);
  }

  @Test
  void tend_requestsCommittedLongAgo_areForgotten() {
    var old = new RequestId("a".repeat(64));
    var fresh = new RequestId("b".repeat(64));
    append(old, "2026-03-01T09:59:00Z");
    colony.setTime(START.plus(Duration.ofDays(3)));
    append(fresh, "2026-03-04T09:59:00Z");

    colony.tend();

    assertThat(colony.store().writer().committed(Set.of(old, fresh)).get()).containsExactly(fresh);
  }

  @Test
  void tend_withoutRetention_forgetsNothing() {
    try (var keeping = TendedColony.keeping(START)) {
      keeping.add(new Telemetry().request("shop", "2020-01-01T00:00:00Z", 5).deltas());
      keeping.add(new Telemetry().request("shop", "2026-03-01T09:00:00Z", 5).deltas());

      keeping.tend();

      assertThat(keeping.rows("duration_bucket")).isEqualTo(2);
    }
  }

  @Test
  void retention_tooShort_isRefused() {
    assertThatThrownBy(() -> new Retention(Duration.ofMinutes(119), Duration.ofDays(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Retention(Duration.ofDays(2), Duration.ofDays(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void at(String time) {
    colony.setTime(Instant.parse("2026-03-01T" + time + ":00Z"));
  }

  private void request(String service, String time, long millis) {
    colony.add(new Telemetry().request(service, "2026-03-01T" + time + ":00Z", millis).deltas());
  }

  private void append(RequestId request, String time) {
    var deltas = new Telemetry().request("shop", time, 5).deltas();
    assertThat(colony.store().writer().append(new SummaryBatch(Set.of(request), deltas)).isRight())
        .isTrue();
  }

  private Percentile percentile(String from, String to) {
    return colony
        .queries()
        .getPercentile(
            new GetPercentile(
                ServiceSelector.of("shop"),
                GetPercentile.REQUEST_DURATION,
                Quantile.P95,
                new QueryWindow.Absolute(window(from, to))))
        .get();
  }

  private static TimeWindow window(String from, String to) {
    return new TimeWindow(
        Instant.parse("2026-03-01T" + from + ":00Z"), Instant.parse("2026-03-01T" + to + ":00Z"));
  }
}

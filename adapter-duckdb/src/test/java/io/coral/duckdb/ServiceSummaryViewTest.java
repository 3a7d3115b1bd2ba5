package io.coral.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.coral.domain.telemetry.SpanKind;
import io.coral.domain.telemetry.SpanOutcome;
import io.coral.domain.time.TimeWindow;
import io.coral.ports.contract.Telemetry;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the view service_summary holds. */
class ServiceSummaryViewTest {
  private static final TimeWindow WINDOW =
      new TimeWindow(Instant.parse("2026-03-01T10:00:00Z"), Instant.parse("2026-03-01T12:00:00Z"));

  private final OpenColony colony = new OpenColony();

  @AfterEach
  void close() {
    colony.close();
  }

  @Test
  void hasTheDocumentedColumns() {
    assertThat(
            colony.sql(WINDOW, "DESCRIBE service_summary").stream()
                .map(row -> row.get("column_name") + " " + row.get("column_type")))
        .containsExactly(
            "timestamp TIMESTAMP WITH TIME ZONE",
            "service_name VARCHAR",
            "namespace VARCHAR",
            "region VARCHAR",
            "instance_count BIGINT",
            "request_count BIGINT",
            "error_count BIGINT",
            "error_rate DOUBLE",
            "p50_duration_ns DOUBLE",
            "p95_duration_ns DOUBLE",
            "p99_duration_ns DOUBLE",
            "min_duration_ns BIGINT",
            "max_duration_ns BIGINT",
            "avg_duration_ns DOUBLE");
  }

  @Test
  void mergesBatchesAndInstancesOfAMinute() {
    var first = Telemetry.sender("shop", "eu", "1");
    var second = Telemetry.sender("shop", "eu", "2");
    colony.add(
        new Telemetry()
            .request(first, 1, "2026-03-01T10:30:00Z", 10)
            .failedRequest(second, 2, "2026-03-01T10:30:59Z", 30)
            .deltas());
    colony.add(new Telemetry().request(first, 3, "2026-03-01T10:30:20Z", 20).deltas());

    var row = only(rows());

    assertThat(((OffsetDateTime) row.get("timestamp")).toInstant())
        .isEqualTo(Instant.parse("2026-03-01T10:30:00Z"));
    assertThat(row)
        .containsEntry("service_name", "shop")
        .containsEntry("namespace", "eu")
        .containsEntry("region", "")
        .containsEntry("instance_count", 2L)
        .containsEntry("request_count", 3L)
        .containsEntry("error_count", 1L)
        .containsEntry("error_rate", 1.0 / 3)
        .containsEntry("min_duration_ns", 10_000_000L)
        .containsEntry("max_duration_ns", 30_000_000L)
        .containsEntry("avg_duration_ns", 20_000_000.0);
    assertThat((Double) row.get("p50_duration_ns")).isCloseTo(20e6, withPercentage(1));
    assertThat((Double) row.get("p99_duration_ns")).isCloseTo(30e6, withPercentage(1));
  }

  @Test
  void minuteWithoutRequests_hasNullsNotZeros() {
    colony.add(
        new Telemetry()
            .span(
                Telemetry.sender("shop", "", "1"),
                1,
                SpanKind.CLIENT,
                false,
                "2026-03-01T10:30:00Z",
                10,
                SpanOutcome.UNSET)
            .deltas());

    var row = only(rows());

    assertThat(row).containsEntry("request_count", 0L).containsEntry("error_count", 0L);
    for (String column :
        List.of(
            "error_rate",
            "p50_duration_ns",
            "p95_duration_ns",
            "p99_duration_ns",
            "min_duration_ns",
            "max_duration_ns",
            "avg_duration_ns")) {
      assertThat(row.get(column)).as(column).isNull();
    }
  }

  @Test
  void windowIsHalfOpen() {
    colony.add(
        new Telemetry()
            .request("shop", "2026-03-01T09:59:59.999Z", 1)
            .request("shop", "2026-03-01T10:00:00Z", 2)
            .request("shop", "2026-03-01T11:59:59.999Z", 3)
            .request("shop", "2026-03-01T12:00:00Z", 4)
            .deltas());

    assertThat(rows())
        .extracting(row -> row.get("max_duration_ns"))
        .containsExactly(2000000L, 3000000L);
  }

  @Test
  void datesAreOfUtc() {
    colony.add(new Telemetry().request("shop", "2026-03-01T10:30:00Z", 1).deltas());

    assertThat(
            only(
                colony.sql(
                    WINDOW,
                    "SELECT date_trunc('day', timestamp)::VARCHAR AS day FROM service_summary")))
        .containsEntry("day", "2026-03-01 00:00:00+00");
  }

  private List<Map<String, Object>> rows() {
    return colony.sql(WINDOW, "SELECT * FROM service_summary ORDER BY timestamp");
  }

  private static <T> T only(List<T> list) {
    assertThat(list).hasSize(1);
    return list.getFirst();
  }
}

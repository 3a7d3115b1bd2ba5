package io.coral.duckdb.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.coral.domain.query.GetSystemMetrics;
import io.coral.domain.query.SystemMetrics;
import io.coral.domain.query.SystemMetrics.Utilization;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.ServiceSelector;
import io.coral.duckdb.OpenColony;
import io.coral.ports.contract.Telemetry;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the view system_metrics_rollup holds. */
class SystemMetricsViewTest {
  private static final TimeWindow MINUTE =
      new TimeWindow(Instant.parse("2026-03-01T10:00:00Z"), Instant.parse("2026-03-01T10:01:00Z"));

  private final OpenColony colony = new OpenColony();

  @AfterEach
  void close() {
    colony.close();
  }

  @Test
  void hasTheDocumentedColumns() {
    assertThat(
            colony.sql(MINUTE, "DESCRIBE system_metrics_rollup").stream()
                .map(row -> row.get("column_name") + " " + row.get("column_type")))
        .containsExactly(
            "timestamp TIMESTAMP WITH TIME ZONE",
            "service_name VARCHAR",
            "namespace VARCHAR",
            "instance VARCHAR",
            "cpu_percent DOUBLE",
            "cpu_percent_max DOUBLE",
            "memory_percent DOUBLE",
            "memory_percent_max DOUBLE",
            "memory_bytes DOUBLE",
            "sample_count BIGINT");
  }

  /** Services with every mix of sources: the view of a minute says what the question answers. */
  @Test
  void isTheAnswerOfTheSystemQuestion() {
    var random = new Random(5);
    var telemetry = new Telemetry();
    var sources = new TreeSet<>(UtilizationSources.ALL);
    for (int i = 0; i < 120; i++) {
      String service = "service" + i;
      for (String metric : sources) {
        if (random.nextInt(4) != 0) {
          continue;
        }
        switch (metric) {
          case UtilizationSources.HOST_CPU -> {
            for (String state : new String[] {"user", "system", "idle"}) {
              if (random.nextInt(3) != 0) {
                telemetry.gaugeOfState(service, metric, state, time(), random.nextDouble());
              }
            }
          }
          case UtilizationSources.HOST_MEMORY -> {
            telemetry.gaugeOfState(service, metric, "free", time(), 0.7, 0.6);
            if (random.nextBoolean()) {
              telemetry.gaugeOfState(service, metric, "used", time(), 0.3, 0.4);
            }
          }
          default ->
              telemetry.gauge(
                  service, metric, "1", time(), random.nextInt(3), 1 + random.nextDouble());
        }
      }
    }
    colony.add(telemetry.deltas());

    var rows = colony.sql(MINUTE, "SELECT * FROM system_metrics_rollup");
    assertThat(rows).hasSizeGreaterThan(60);
    for (var row : rows) {
      var answer =
          colony
              .queries()
              .getSystemMetrics(
                  new GetSystemMetrics(
                      ServiceSelector.of((String) row.get("service_name")),
                      new QueryWindow.Absolute(MINUTE)))
              .get();
      assertSame(row, answer);
    }
  }

  private static void assertSame(Map<String, Object> row, SystemMetrics answer) {
    assertClose(row.get("cpu_percent"), answer.cpu().map(Utilization::percent));
    assertClose(row.get("cpu_percent_max"), answer.cpu().map(Utilization::maxPercent));
    assertClose(row.get("memory_percent"), answer.memory().map(Utilization::percent));
    assertClose(row.get("memory_percent_max"), answer.memory().map(Utilization::maxPercent));
    assertClose(row.get("memory_bytes"), answer.memoryBytes().stream().boxed().findFirst());
    assertThat(row.get("sample_count")).isEqualTo(answer.sampleCount());
  }

  private static void assertClose(Object actual, Optional<Double> expected) {
    if (expected.isEmpty()) {
      assertThat(actual).isNull();
    } else {
      assertThat((Double) actual).isCloseTo(expected.get(), offset(1e-9));
    }
  }

  @Test
  void hasARowForEachInstance_andUnknownIsNull() {
    colony.add(new Telemetry().gauge("shop", "process.cpu.utilization", "1", time(), 0.5).deltas());

    var rows = colony.sql(MINUTE, "SELECT * FROM system_metrics_rollup");

    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst())
        .containsEntry("instance", "one")
        .containsEntry("cpu_percent", 50.0)
        .containsEntry("memory_percent", null)
        .containsEntry("memory_bytes", null);
  }

  private static String time() {
    return MINUTE.from().toString();
  }
}

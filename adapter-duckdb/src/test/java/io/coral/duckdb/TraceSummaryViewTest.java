package io.coral.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.query.FindSlowTraces;
import io.coral.domain.telemetry.SpanKind;
import io.coral.domain.telemetry.SpanOutcome;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.Limit;
import io.coral.domain.value.ServiceInstance;
import io.coral.domain.value.ServiceSelector;
import io.coral.ports.contract.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the view trace_summary holds. */
class TraceSummaryViewTest {
  private static final TimeWindow WINDOW =
      new TimeWindow(Instant.parse("2026-03-01T10:00:00Z"), Instant.parse("2026-03-01T12:00:00Z"));
  private static final ServiceInstance SHOP = Telemetry.sender("shop", "", "1");
  private static final ServiceInstance STOCK = Telemetry.sender("stock", "", "1");

  private final OpenColony colony = new OpenColony();

  @AfterEach
  void close() {
    colony.close();
  }

  @Test
  void hasTheDocumentedColumns() {
    assertThat(
            colony.sql(WINDOW, "DESCRIBE trace_summary").stream()
                .map(row -> row.get("column_name") + " " + row.get("column_type")))
        .containsExactly(
            "timestamp TIMESTAMP WITH TIME ZONE",
            "trace_id VARCHAR",
            "service_name VARCHAR",
            "root_service VARCHAR",
            "root_operation VARCHAR",
            "duration_ns BIGINT",
            "span_count BIGINT",
            "error_count BIGINT",
            "has_error BOOLEAN");
  }

  @Test
  void rootServicesRowHasTheTrace_othersTheirLongestEntry() {
    colony.add(
        new Telemetry()
            .request(SHOP, 1, "2026-03-01T11:00:00Z", 100)
            .span(
                STOCK, 1, SpanKind.SERVER, false, "2026-03-01T11:00:00.090Z", 30, SpanOutcome.ERROR)
            .span(
                STOCK, 1, SpanKind.SERVER, false, "2026-03-01T11:00:00.010Z", 20, SpanOutcome.UNSET)
            .deltas());

    var rows = rows();

    assertThat(rows).hasSize(2);
    assertThat(rows.get(0))
        .containsEntry("trace_id", Telemetry.trace(1).hex())
        .containsEntry("service_name", "shop")
        .containsEntry("root_service", "shop")
        .containsEntry("root_operation", "SERVER of shop")
        .containsEntry("duration_ns", 120_000_000L)
        .containsEntry("span_count", 1L)
        .containsEntry("has_error", false);
    assertThat(rows.get(1))
        .containsEntry("service_name", "stock")
        .containsEntry("root_service", "shop")
        .containsEntry("duration_ns", 30_000_000L)
        .containsEntry("span_count", 2L)
        .containsEntry("error_count", 1L)
        .containsEntry("has_error", true);
  }

  @Test
  void serviceThatWasNotEntered_hasNoDuration() {
    colony.add(
        new Telemetry()
            .request(SHOP, 1, "2026-03-01T11:00:00Z", 100)
            .span(STOCK, 1, SpanKind.CLIENT, false, "2026-03-01T11:00:00Z", 30, SpanOutcome.UNSET)
            .deltas());

    assertThat(rows().get(1))
        .containsEntry("service_name", "stock")
        .containsEntry("duration_ns", null);
  }

  @Test
  void rootIsTheLeastLead_alsoOfLargeUnsignedSpanIds() {
    colony.add(
        new Telemetry()
            .span(STOCK, 1, SpanKind.SERVER, false, "2026-03-01T10:59:59Z", 1, SpanOutcome.UNSET)
            .request(SHOP, 1, "2026-03-01T11:00:00Z", 100)
            .deltas());

    assertThat(rows()).extracting(row -> row.get("root_service")).containsOnly("shop");
  }

  /** Each trace has its root's row in exactly the windows whose question finds it. */
  @Test
  void rootRowsAreTheAnswersOfTheQuestionWithoutService() {
    colony.add(someTraces(60));
    for (var window : List.of(before(WINDOW), WINDOW, after(WINDOW))) {
      var found =
          colony
              .queries()
              .findSlowTraces(
                  new FindSlowTraces(
                      Optional.empty(),
                      Duration.ZERO,
                      new QueryWindow.Absolute(window),
                      new Limit(1000)))
              .get();

      assertThat(
              colony.sql(
                  window,
                  "SELECT trace_id, duration_ns FROM trace_summary"
                      + " WHERE service_name = root_service ORDER BY duration_ns DESC, trace_id"))
          .extracting(row -> row.get("trace_id") + " " + row.get("duration_ns"))
          .containsExactlyElementsOf(
              found.traces().stream()
                  .map(trace -> trace.traceId() + " " + trace.duration().toNanos())
                  .toList());
    }
  }

  @Test
  void otherRowsAreTheAnswersOfTheQuestionAboutTheirService() {
    colony.add(someTraces(60));
    var found =
        colony
            .queries()
            .findSlowTraces(
                new FindSlowTraces(
                    Optional.of(ServiceSelector.of("stock")),
                    Duration.ZERO,
                    new QueryWindow.Absolute(WINDOW),
                    new Limit(1000)))
            .get();

    assertThat(found.traces()).isNotEmpty();
    assertThat(
            colony.sql(
                WINDOW,
                "SELECT trace_id, duration_ns, root_service, span_count, error_count"
                    + " FROM trace_summary WHERE service_name = 'stock'"
                    + " AND root_service <> 'stock' ORDER BY duration_ns DESC, trace_id"))
        .extracting(row -> List.copyOf(row.values()))
        .containsExactlyElementsOf(
            found.traces().stream()
                .filter(trace -> !trace.rootService().equals("stock"))
                .map(
                    trace ->
                        List.<Object>of(
                            trace.traceId().hex(),
                            trace.duration().toNanos(),
                            trace.rootService(),
                            trace.spanCount(),
                            trace.errorCount()))
                .toList());
  }

  /** Traces around the window's edges, their clocks apart. */
  private static io.coral.domain.summary.SummaryDeltas someTraces(int count) {
    var random = new Random(4);
    var telemetry = new Telemetry();
    for (int trace = 1; trace <= count; trace++) {
      Instant start =
          (trace % 2 == 0 ? WINDOW.from() : WINDOW.to()).plusMillis(random.nextInt(-4000, 4000));
      telemetry.request(
          trace % 3 == 0 ? STOCK : SHOP, trace, start.toString(), random.nextInt(3000));
      for (int span = 0; span < 3; span++) {
        telemetry.span(
            random.nextBoolean() ? SHOP : STOCK,
            trace,
            SpanKind.SERVER,
            false,
            start.plusMillis(random.nextInt(-500, 3000)).toString(),
            random.nextInt(2000),
            random.nextInt(4) == 0 ? SpanOutcome.ERROR : SpanOutcome.UNSET);
      }
    }
    return telemetry.deltas();
  }

  private static TimeWindow before(TimeWindow window) {
    return new TimeWindow(window.from().minus(window.length()), window.from());
  }

  private static TimeWindow after(TimeWindow window) {
    return new TimeWindow(window.to(), window.to().plus(window.length()));
  }

  private List<Map<String, Object>> rows() {
    return colony.sql(WINDOW, "SELECT * FROM trace_summary ORDER BY trace_id, service_name");
  }
}

package io.coral.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.failure.QueryFailure.NotFound;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.Note;
import io.coral.domain.query.Percentile;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.Label;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.ServiceName;
import io.coral.domain.value.ServiceSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How percentiles and error rates are answered. */
public abstract class MetricsContract extends ColonyContract {
  private static final QueryWindow MORNING =
      between("2026-03-01T10:00:00Z", "2026-03-01T12:00:00Z");
  private static final double MILLI = 1e6;

  @Test
  void getPercentile_isTheNearestRankWithinOnePercent() {
    var telemetry = new Telemetry();
    for (int i = 1; i <= 100; i++) {
      telemetry.request("orders", "2026-03-01T11:00:00Z", i * 7L);
    }
    given(telemetry);

    for (double q : new double[] {0, 0.01, 0.07, 0.5, 0.505, 0.95, 0.99, 1}) {
      double exact = Math.max(1, Math.ceil(Math.round(q * 1e6) / 1e4)) * 7 * MILLI;
      assertThat(percentile("orders", q).value()).isCloseTo(exact, withPercentage(1));
    }
    assertThat(percentile("orders", 0).value()).isEqualTo(7 * MILLI);
    assertThat(percentile("orders", 1).value()).isEqualTo(700 * MILLI);
  }

  @Test
  void getPercentile_statesUnitSourceSamplesAndBound() {
    given(new Telemetry().request("orders", "2026-03-01T11:00:00Z", 5));

    var answer = percentile("orders", 0.99);

    assertThat(answer.unit()).isEqualTo("nanoseconds");
    assertThat(answer.source()).isEqualTo(Percentile.FROM_SPANS);
    assertThat(answer.sampleCount()).isEqualTo(1);
    assertThat(answer.relativeError()).isEqualTo(0.01);
    assertThat(answer.applied())
        .isEqualTo(
            new TimeWindow(
                Instant.parse("2026-03-01T10:00:00Z"), Instant.parse("2026-03-01T12:00:00Z")));
    assertThat(answer.notes()).isEmpty();
  }

  @Test
  void getPercentile_mergesMinutesInstancesAndLateBatches() {
    given(
        new Telemetry()
            .request(Telemetry.sender("orders", "a", "1"), 1, "2026-03-01T10:00:00Z", 10)
            .request(Telemetry.sender("orders", "b", "2"), 2, "2026-03-01T11:59:59.999Z", 30));
    given(
        new Telemetry()
            .request(Telemetry.sender("orders", "a", "1"), 3, "2026-03-01T10:00:00Z", 20));

    assertThat(percentile("orders", 0.5).value()).isCloseTo(20 * MILLI, withPercentage(1));
    assertThat(percentile("orders", 0.5).sampleCount()).isEqualTo(3);
  }

  @Test
  void getPercentile_namespaceAndRegionNarrowIt() {
    given(
        new Telemetry()
            .request(Telemetry.sender("orders", "a", "eu", "1"), 1, "2026-03-01T11:00:00Z", 10)
            .request(Telemetry.sender("orders", "b", "us", "2"), 2, "2026-03-01T11:00:00Z", 30));

    assertThat(narrowed("orders", "b", "").value()).isEqualTo(30 * MILLI);
    assertThat(narrowed("orders", "", "eu").value()).isEqualTo(10 * MILLI);
  }

  @Test
  void getPercentile_countsRequestsOnly() {
    var sender = Telemetry.sender("orders", "", "1");
    given(
        new Telemetry()
            .request(sender, 1, "2026-03-01T11:00:00Z", 10)
            .span(
                sender,
                1,
                io.coral.domain.telemetry.SpanKind.CLIENT,
                false,
                "2026-03-01T11:00:00Z",
                9_000,
                io.coral.domain.telemetry.SpanOutcome.UNSET));

    assertThat(percentile("orders", 1).value()).isEqualTo(10 * MILLI);
  }

  @Test
  void getPercentile_windowIsHalfOpenInWholeMinutes() {
    given(
        new Telemetry()
            .request("orders", "2026-03-01T10:59:59.999999999Z", 1)
            .request("orders", "2026-03-01T11:00:00Z", 2)
            .request("orders", "2026-03-01T11:00:59.999999999Z", 3)
            .request("orders", "2026-03-01T11:01:00Z", 4));

    var answer =
        answerOf(
            colony()
                .getPercentile(
                    duration(
                        "orders", 0.5, between("2026-03-01T11:00:20Z", "2026-03-01T11:00:40Z"))));

    assertThat(answer.sampleCount()).isEqualTo(2);
    assertThat(answer.applied().from()).isEqualTo(Instant.parse("2026-03-01T11:00:00Z"));
    assertThat(answer.applied().to()).isEqualTo(Instant.parse("2026-03-01T11:01:00Z"));
    assertThat(answer.notes()).extracting(Note::code).containsExactly(Note.Code.WINDOW_WIDENED);
  }

  @Test
  void getPercentile_lookBackEndsAtTheColonysOwnPresent() {
    given(
        new Telemetry()
            .request("orders", "2026-03-01T11:54:59Z", 1)
            .request("orders", "2026-03-01T11:55:00Z", 2)
            .request("orders", "2026-03-01T12:00:29Z", 3));

    var answer =
        answerOf(
            colony()
                .getPercentile(
                    duration("orders", 0, new QueryWindow.LookBack(Duration.ofMinutes(5)))));

    assertThat(answer.applied())
        .isEqualTo(
            new TimeWindow(
                Instant.parse("2026-03-01T11:55:00Z"), Instant.parse("2026-03-01T12:01:00Z")));
    assertThat(answer.sampleCount()).isEqualTo(2);
  }

  @Test
  void getPercentile_lookBackBelowAMinute_isWidenedWithANote() {
    given(new Telemetry().request("orders", "2026-03-01T12:00:01Z", 2));

    var answer =
        answerOf(
            colony()
                .getPercentile(
                    duration("orders", 0.5, new QueryWindow.LookBack(Duration.ofMillis(1)))));

    assertThat(answer.sampleCount()).isEqualTo(1);
    assertThat(answer.notes()).extracting(Note::code).containsExactly(Note.Code.WINDOW_WIDENED);
  }

  @Test
  void getPercentile_unknownService_isNotFoundWithNearNames() {
    given(new Telemetry().request("orders", "2026-03-01T11:00:00Z", 2));

    assertThat(failureOf(colony().getPercentile(duration("order", 0.5, MORNING))))
        .isEqualTo(new NotFound(NotFound.Kind.SERVICE, "order", List.of("orders")));
  }

  @Test
  void getPercentile_unknownMetric_isNotFoundWithNearNames_neverTheDuration() {
    given(new Telemetry().request("orders", "2026-03-01T11:00:00Z", 2));

    assertThat(
            failureOf(colony().getPercentile(metric("orders", "http.server.durations", MORNING))))
        .isEqualTo(
            new NotFound(
                NotFound.Kind.METRIC, "http.server.durations", List.of("http.server.duration")));
  }

  @Test
  void getPercentile_emptyWindow_isNoDataWithTheLastRange() {
    given(
        new Telemetry()
            .request("orders", "2026-03-01T08:10:00Z", 2)
            .request("orders", "2026-03-01T09:30:30Z", 2));

    var failure = failureOf(colony().getPercentile(duration("orders", 0.5, MORNING)));

    assertThat(failure)
        .isInstanceOfSatisfying(
            QueryFailure.NoData.class,
            none ->
                assertThat(none.lastData())
                    .isEqualTo(
                        Optional.of(
                            new TimeWindow(
                                Instant.parse("2026-03-01T09:30:00Z"),
                                Instant.parse("2026-03-01T09:31:00Z")))));
  }

  @Test
  void getPercentile_serviceThatNeverHandledARequest_isNoData() {
    given(new Telemetry().gauge("sidecar", "queue.length", "1", "2026-03-01T11:00:00Z", 3));

    assertThat(failureOf(colony().getPercentile(duration("sidecar", 0.5, MORNING))))
        .isInstanceOfSatisfying(
            QueryFailure.NoData.class, none -> assertThat(none.lastData()).isEmpty());
  }

  @Test
  void getPercentile_ofAGauge_keepsItsUnit() {
    given(
        new Telemetry()
            .gauge("orders", "queue.length", "{item}", "2026-03-01T11:00:00Z", -2, 0, 7, 100));

    var median = answerOf(colony().getPercentile(metric("orders", "queue.length", MORNING)));

    assertThat(median.value()).isEqualTo(0);
    assertThat(median.unit()).isEqualTo("{item}");
    assertThat(median.source()).isEqualTo("queue.length");
    assertThat(median.sampleCount()).isEqualTo(4);
  }

  @Test
  void getPercentile_withoutRequests_readsTheReceivedHistogram() {
    given(
        new Telemetry()
            .histogram(
                "orders",
                "http.server.request.duration",
                "nanoseconds",
                "2026-03-01T11:00:00Z",
                5e6,
                6e6,
                7e6));

    var answer = percentile("orders", 0.5);

    assertThat(answer.value()).isCloseTo(6e6, withPercentage(1));
    assertThat(answer.source()).isEqualTo("http.server.request.duration");
  }

  @Test
  void getErrorRate_countsRequestsExactly() {
    given(
        new Telemetry()
            .request("orders", "2026-03-01T11:00:00Z", 5)
            .failedRequest("orders", "2026-03-01T11:00:00Z", 5)
            .request("orders", "2026-03-01T11:30:00Z", 5)
            .failedRequest("orders", "2026-03-01T09:59:59Z", 5));

    var answer = answerOf(colony().getErrorRate(errorRate("orders", MORNING)));

    assertThat(answer.errorCount()).isEqualTo(1);
    assertThat(answer.requestCount()).isEqualTo(3);
    assertThat(answer.rate()).isEqualTo(1.0 / 3);
  }

  @Test
  void getErrorRate_withoutRequests_isNoData() {
    given(new Telemetry().request("orders", "2026-03-01T08:00:00Z", 5));

    assertThat(failureOf(colony().getErrorRate(errorRate("orders", MORNING))))
        .isInstanceOf(QueryFailure.NoData.class);
  }

  @Test
  void getErrorRate_unknownService_isNotFound() {
    assertThat(failureOf(colony().getErrorRate(errorRate("orders", MORNING))))
        .isInstanceOf(NotFound.class);
  }

  private Percentile percentile(String service, double q) {
    return answerOf(colony().getPercentile(duration(service, q, MORNING)));
  }

  private Percentile narrowed(String service, String namespace, String region) {
    var selector =
        new ServiceSelector(new ServiceName(service), new Label(namespace), new Label(region));
    return answerOf(
        colony()
            .getPercentile(
                new GetPercentile(
                    selector, GetPercentile.REQUEST_DURATION, new Quantile(1), MORNING)));
  }

  private static GetPercentile duration(String service, double q, QueryWindow window) {
    return new GetPercentile(
        ServiceSelector.of(service), GetPercentile.REQUEST_DURATION, new Quantile(q), window);
  }

  private static GetPercentile metric(String service, String metric, QueryWindow window) {
    return new GetPercentile(
        ServiceSelector.of(service), new MetricName(metric), Quantile.P50, window);
  }

  private static GetErrorRate errorRate(String service, QueryWindow window) {
    return new GetErrorRate(ServiceSelector.of(service), window);
  }
}

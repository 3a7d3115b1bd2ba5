package io.coral.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.FindErrorTraces;
import io.coral.domain.query.FindSlowTraces;
import io.coral.domain.query.TraceList;
import io.coral.domain.query.TraceSummary;
import io.coral.domain.telemetry.SpanKind;
import io.coral.domain.telemetry.SpanOutcome;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.Limit;
import io.coral.domain.value.ServiceInstance;
import io.coral.domain.value.ServiceSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How slow and failed traces are found. */
public abstract class TracesContract extends ColonyContract {
  private static final QueryWindow MORNING =
      between("2026-03-01T10:00:00Z", "2026-03-01T12:00:00Z");
  private static final ServiceInstance SHOP = Telemetry.sender("shop", "", "1");
  private static final ServiceInstance STOCK = Telemetry.sender("stock", "", "1");

  @Test
  void findSlowTraces_areSlowestFirst_tiesById_fromTheThresholdOn() {
    given(
        new Telemetry()
            .request(SHOP, 4, "2026-03-01T11:00:00Z", 700)
            .request(SHOP, 3, "2026-03-01T11:01:00Z", 500)
            .request(SHOP, 2, "2026-03-01T11:02:00Z", 700)
            .request(SHOP, 1, "2026-03-01T11:03:00Z", 499));

    var found = slow("shop", 500, 10);

    assertThat(found.traces())
        .extracting(TraceSummary::traceId)
        .containsExactly(Telemetry.trace(2), Telemetry.trace(4), Telemetry.trace(3));
    assertThat(found.traces().getFirst().duration()).isEqualTo(Duration.ofMillis(700));
    assertThat(found.traces().getFirst().timestamp())
        .isEqualTo(Instant.parse("2026-03-01T11:02:00Z"));
  }

  @Test
  void findSlowTraces_totalCountIsTheTrueNumber() {
    var telemetry = new Telemetry();
    for (int i = 1; i <= 25; i++) {
      telemetry.request(SHOP, i, "2026-03-01T11:00:00Z", 500 + i);
    }
    given(telemetry);

    var found = slow("shop", 510, 3);

    assertThat(found.traces()).hasSize(3);
    assertThat(found.totalCount()).isEqualTo(16);
  }

  @Test
  void findSlowTraces_ofAService_measuresItsLongestEntrySpan() {
    given(
        new Telemetry()
            .request(SHOP, 1, "2026-03-01T11:00:00Z", 900)
            .span(STOCK, 1, SpanKind.SERVER, false, "2026-03-01T11:00:00.1Z", 20, SpanOutcome.UNSET)
            .span(
                STOCK, 1, SpanKind.CONSUMER, false, "2026-03-01T11:00:00.2Z", 60, SpanOutcome.UNSET)
            .span(
                STOCK, 1, SpanKind.CLIENT, false, "2026-03-01T11:00:00Z", 850, SpanOutcome.UNSET));

    var found = slow("stock", 0, 10);

    assertThat(found.traces()).hasSize(1);
    var trace = found.traces().getFirst();
    assertThat(trace.duration()).isEqualTo(Duration.ofMillis(60));
    assertThat(trace.service()).isEqualTo("stock");
    assertThat(trace.rootService()).isEqualTo("shop");
    assertThat(trace.rootOperation()).isEqualTo("SERVER of shop");
    assertThat(trace.spanCount()).isEqualTo(3);
    assertThat(slow("stock", 61, 10).totalCount()).isZero();
  }

  @Test
  void findSlowTraces_serviceThatOnlyCalledOthers_isNotEntered() {
    given(
        new Telemetry()
            .request(SHOP, 1, "2026-03-01T11:00:00Z", 900)
            .span(
                STOCK, 1, SpanKind.CLIENT, false, "2026-03-01T11:00:00Z", 850, SpanOutcome.UNSET));

    assertThat(slow("stock", 0, 10).totalCount()).isZero();
  }

  @Test
  void findSlowTraces_withoutService_measuresTheExtent() {
    given(
        new Telemetry()
            .request(SHOP, 1, "2026-03-01T11:00:00Z", 100)
            .span(
                STOCK, 1, SpanKind.SERVER, false, "2026-03-01T11:00:00.090Z", 30, SpanOutcome.UNSET)
            .request(SHOP, 2, "2026-03-01T11:10:00Z", 110));

    var found =
        answerOf(
            colony()
                .findSlowTraces(
                    new FindSlowTraces(
                        Optional.empty(), Duration.ofMillis(105), MORNING, Limit.DEFAULT)));

    assertThat(found.traces())
        .extracting(TraceSummary::duration)
        .containsExactly(Duration.ofMillis(120), Duration.ofMillis(110));
    assertThat(found.traces().getFirst().spanCount()).isEqualTo(2);
    assertThat(found.traces().getFirst().service()).isEqualTo("shop");
  }

  @Test
  void findSlowTraces_withoutService_takesTracesWhoseFirstSpanStartedInTheWindow_whole() {
    given(
        new Telemetry()
            .request(SHOP, 1, "2026-03-01T09:59:59.500Z", 1_000)
            .span(STOCK, 1, SpanKind.SERVER, false, "2026-03-01T10:00:00.1Z", 30, SpanOutcome.UNSET)
            .request(SHOP, 2, "2026-03-01T11:59:59.500Z", 1_000)
            .span(
                STOCK,
                2,
                SpanKind.SERVER,
                false,
                "2026-03-01T12:00:00.1Z",
                2_000,
                SpanOutcome.UNSET));

    var found =
        answerOf(
            colony()
                .findSlowTraces(
                    new FindSlowTraces(Optional.empty(), Duration.ZERO, MORNING, Limit.DEFAULT)));

    assertThat(found.traces())
        .extracting(TraceSummary::traceId)
        .containsExactly(Telemetry.trace(2));
    assertThat(found.traces().getFirst().duration()).isEqualTo(Duration.ofMillis(2_600));
  }

  @Test
  void findSlowTraces_partsThatCameInSeveralBatches_areOneTrace() {
    given(
        new Telemetry()
            .span(
                STOCK, 1, SpanKind.SERVER, false, "2026-03-01T11:00:00.1Z", 30, SpanOutcome.ERROR));
    given(new Telemetry().request(SHOP, 1, "2026-03-01T11:00:00Z", 200));
    given(
        new Telemetry()
            .span(
                STOCK,
                1,
                SpanKind.SERVER,
                false,
                "2026-03-01T11:00:00.15Z",
                50,
                SpanOutcome.UNSET));

    var trace = slow("stock", 0, 10).traces().getFirst();

    assertThat(trace.duration()).isEqualTo(Duration.ofMillis(50));
    assertThat(trace.spanCount()).isEqualTo(2);
    assertThat(trace.errorCount()).isEqualTo(1);
    assertThat(trace.rootService()).isEqualTo("shop");
  }

  @Test
  void findSlowTraces_withoutRoot_isNamedByItsEarliestSpan() {
    given(
        new Telemetry()
            .span(STOCK, 1, SpanKind.SERVER, false, "2026-03-01T11:00:00.1Z", 30, SpanOutcome.UNSET)
            .span(SHOP, 1, SpanKind.SERVER, false, "2026-03-01T11:00:00Z", 20, SpanOutcome.UNSET));

    assertThat(slow("stock", 0, 10).traces().getFirst().rootService()).isEqualTo("shop");
  }

  @Test
  void findSlowTraces_nothingSlow_isAnEmptyAnswer() {
    given(new Telemetry().request(SHOP, 1, "2026-03-01T11:00:00Z", 10));

    assertThat(slow("shop", 500, 10).traces()).isEmpty();
    assertThat(slow("shop", 500, 10).totalCount()).isZero();
  }

  @Test
  void findSlowTraces_unknownService_isNotFound() {
    given(new Telemetry().request(SHOP, 1, "2026-03-01T11:00:00Z", 10));

    assertThat(
            failureOf(
                colony()
                    .findSlowTraces(
                        new FindSlowTraces(
                            Optional.of(ServiceSelector.of("shoq")),
                            Duration.ZERO,
                            MORNING,
                            Limit.DEFAULT))))
        .isInstanceOfSatisfying(
            QueryFailure.NotFound.class,
            failure -> assertThat(failure.nearNames()).containsExactly("shop"));
  }

  @Test
  void findErrorTraces_areNewestFirst_tiesById() {
    given(
        new Telemetry()
            .failedRequest(SHOP, 3, "2026-03-01T11:00:00Z", 10)
            .failedRequest(SHOP, 2, "2026-03-01T11:30:00Z", 10)
            .failedRequest(SHOP, 1, "2026-03-01T11:30:00Z", 10)
            .request(SHOP, 4, "2026-03-01T11:45:00Z", 10)
            .failedRequest(SHOP, 5, "2026-03-01T09:00:00Z", 10));

    var found = failed(Optional.of("shop"), 2);

    assertThat(found.traces())
        .extracting(TraceSummary::traceId)
        .containsExactly(Telemetry.trace(1), Telemetry.trace(2));
    assertThat(found.totalCount()).isEqualTo(3);
  }

  @Test
  void findErrorTraces_ofAService_asksForItsOwnSpansOfAnyKind() {
    given(
        new Telemetry()
            .failedRequest(SHOP, 1, "2026-03-01T11:00:00Z", 10)
            .span(STOCK, 1, SpanKind.SERVER, false, "2026-03-01T11:00:00Z", 5, SpanOutcome.UNSET)
            .request(SHOP, 2, "2026-03-01T11:00:00Z", 10)
            .span(STOCK, 2, SpanKind.CLIENT, false, "2026-03-01T11:00:00Z", 5, SpanOutcome.ERROR));

    assertThat(failed(Optional.of("stock"), 10).traces())
        .extracting(TraceSummary::traceId)
        .containsExactly(Telemetry.trace(2));
    assertThat(failed(Optional.empty(), 10).traces())
        .extracting(TraceSummary::traceId)
        .containsExactly(Telemetry.trace(1), Telemetry.trace(2));
  }

  private TraceList slow(String service, long thresholdMillis, int limit) {
    return answerOf(
        colony()
            .findSlowTraces(
                new FindSlowTraces(
                    Optional.of(ServiceSelector.of(service)),
                    Duration.ofMillis(thresholdMillis),
                    MORNING,
                    new Limit(limit))));
  }

  private TraceList failed(Optional<String> service, int limit) {
    return answerOf(
        colony()
            .findErrorTraces(
                new FindErrorTraces(service.map(ServiceSelector::of), MORNING, new Limit(limit))));
  }
}

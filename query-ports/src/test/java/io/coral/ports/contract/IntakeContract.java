package io.coral.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.intake.Telemetry;
import io.coral.domain.query.ErrorRate;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.telemetry.BucketCounts;
import io.coral.domain.telemetry.HistogramPoint;
import io.coral.domain.telemetry.MetricIdentity;
import io.coral.domain.telemetry.MetricUnit;
import io.coral.domain.telemetry.NumberPoint;
import io.coral.domain.telemetry.SpanKind;
import io.coral.domain.telemetry.SpanOutcome;
import io.coral.domain.telemetry.SpanRecord;
import io.coral.domain.telemetry.StreamId;
import io.coral.domain.telemetry.Temporality;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.value.Label;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.ServiceInstance;
import io.coral.domain.value.ServiceName;
import io.coral.domain.value.ServiceSelector;
import io.coral.domain.value.TraceId;
import io.coral.ports.Cancellation;
import io.coral.ports.IntakeFailure;
import io.coral.ports.IntakeReceipt;
import io.coral.ports.TelemetryIntake;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How telemetry streams in. */
public abstract class IntakeContract extends ColonyContract {
  private static final ServiceInstance SHOP =
      new ServiceInstance(new ServiceName("shop"), Label.NONE, Label.NONE, new Label("shop-1"));
  private static final long START = NOW.minusSeconds(300).getEpochSecond() * 1_000_000_000;
  private static final long SECOND = 1_000_000_000;
  private static final IntakeReceipt ALL_TAKEN = new IntakeReceipt(0, "");

  /** The intake of the colony that was opened last. */
  protected abstract TelemetryIntake intake();

  @Test
  void offer_isSeenByTheNextQuestion() {
    assertThat(offered(spans(3))).isEqualTo(ALL_TAKEN);

    assertThat(rate().requestCount()).isEqualTo(3);
    assertThat(intake().counts().requests()).isEqualTo(1);
    assertThat(intake().counts().items()).isEqualTo(3);
  }

  @Test
  void offer_theSameTwice_countsTwice() {
    offered(spans(3));
    offered(spans(3));

    assertThat(rate().requestCount()).isEqualTo(6);
  }

  @Test
  void offer_manyAtOnce_eachIsSeenOnceAcknowledged() {
    var answers = new ArrayList<CompletableFuture<?>>();
    for (int i = 0; i < 64; i++) {
      answers.add(intake().offer(spans(2), Cancellation.NEVER).toCompletableFuture());
    }
    answers.forEach(CompletableFuture::join);

    assertThat(rate().requestCount()).isEqualTo(128);
    assertThat(intake().counts().requests()).isEqualTo(64);
  }

  @Test
  void offer_gaugesAndHistograms_areAnswered() {
    offered(
        new Telemetry.Points(
            List.of(
                new NumberPoint(identity("queue.length"), START, 7),
                histogram(Temporality.DELTA, 0, START, 4)),
            100));

    assertThat(median("queue.length")).isBetween(6.9, 7.1);
    assertThat(sampleCount("latency")).isEqualTo(4);
  }

  @Test
  void offer_cumulativePoints_continueWhatWasCommitted() {
    offered(cumulative(START, 10));
    offered(cumulative(START + SECOND, 25));

    assertThat(sampleCount("latency")).isEqualTo(25);
  }

  @Test
  void offer_cumulativePointOutOfOrder_isRefusedAndTold() {
    offered(cumulative(START + SECOND, 25));

    assertThat(offered(cumulative(START, 10)))
        .isEqualTo(new IntakeReceipt(1, "a cumulative histogram point came after a later one (1)"));
    assertThat(sampleCount("latency")).isEqualTo(25);
    assertThat(intake().counts().refused()).isEqualTo(1);
    assertThat(intake().counts().dropped()).isZero();
  }

  @Test
  void offer_senderWhoGaveUp_countsNothing() {
    offered(spans(1));

    assertThat(offer(spans(5), new GivenUp()).getLeft()).isEqualTo(new IntakeFailure.Cancelled());

    assertThat(rate().requestCount()).isEqualTo(1);
    assertThat(intake().counts().cancelled()).isEqualTo(1);
  }

  private IntakeReceipt offered(Telemetry telemetry) {
    return offer(telemetry, Cancellation.NEVER).get();
  }

  private Either<IntakeFailure, IntakeReceipt> offer(
      Telemetry telemetry, Cancellation cancellation) {
    return intake().offer(telemetry, cancellation).toCompletableFuture().join();
  }

  private static Telemetry spans(int count) {
    var spans = new ArrayList<SpanRecord>();
    for (int i = 1; i <= count; i++) {
      spans.add(
          new SpanRecord(
              SHOP,
              new TraceId("a".repeat(32)),
              i,
              false,
              "GET /",
              SpanKind.SERVER,
              START,
              START + 5_000_000,
              SpanOutcome.UNSET));
    }
    return new Telemetry.Spans(spans, 100L * count);
  }

  private static Telemetry cumulative(long time, long count) {
    return new Telemetry.Points(
        List.of(histogram(Temporality.CUMULATIVE, START - SECOND, time, count)), 100);
  }

  private static HistogramPoint histogram(
      Temporality temporality, long start, long time, long count) {
    return new HistogramPoint(
        identity("latency"),
        new StreamId("b".repeat(64)),
        temporality,
        start,
        time,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        new BucketCounts(List.of(1.0, 2.0), List.of(0L, count, 0L)));
  }

  private static MetricIdentity identity(String metric) {
    return new MetricIdentity(
        SHOP, new MetricName(metric), Label.NONE, MetricUnit.ofUcum("{thing}"));
  }

  private ErrorRate rate() {
    return answerOf(
        colony().getErrorRate(new GetErrorRate(ServiceSelector.of("shop"), QueryWindow.LAST_HOUR)));
  }

  private double median(String metric) {
    return answerOf(colony().getPercentile(percentile(metric))).value();
  }

  private long sampleCount(String metric) {
    return answerOf(colony().getPercentile(percentile(metric))).sampleCount();
  }

  private static GetPercentile percentile(String metric) {
    return new GetPercentile(
        ServiceSelector.of("shop"),
        new MetricName(metric),
        new Quantile(0.5),
        QueryWindow.LAST_HOUR);
  }

  /** A sender who is gone already. */
  private static final class GivenUp implements Cancellation {
    @Override
    public boolean isCancelled() {
      return true;
    }

    @Override
    public Registration onCancel(Runnable action) {
      action.run();
      return () -> {};
    }
  }
}

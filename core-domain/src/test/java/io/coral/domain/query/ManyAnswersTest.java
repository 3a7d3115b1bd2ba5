package io.coral.domain.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coral.domain.time.Step;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.Quantiles;
import io.coral.domain.value.ServiceName;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of answers about many services or steps. */
class ManyAnswersTest {
  private static final Coverage COVERAGE =
      new Coverage(new TimeWindow(Instant.EPOCH, Instant.EPOCH.plusSeconds(3_600)), 0, List.of());

  private static final Quantiles TWO = Quantiles.of(Quantile.P50, Quantile.P99);

  @Test
  void percentiles_otherThanOneValueForEachQuantile_areNone() {
    assertThat(new Percentiles(TWO, List.of(of(values(1.0, 2.0))), COVERAGE).services()).hasSize(1);
    assertThatThrownBy(() -> new Percentiles(TWO, List.of(of(values(1.0))), COVERAGE))
        .hasMessage("1 values of 2 quantiles");
    assertThatThrownBy(
            () ->
                new PercentileSeries(
                    TWO, Step.MINUTE, List.of(of(series(values(1.0), 0))), COVERAGE))
        .hasMessage("1 values of 2 quantiles");
  }

  @Test
  void answers_aboutNoService_areNone() {
    assertThatThrownBy(() -> new Percentiles(TWO, List.of(), COVERAGE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ErrorRates(List.of(), COVERAGE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PercentileSeries(TWO, Step.MINUTE, List.of(), COVERAGE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ErrorRateSeries(Step.MINUTE, List.of(), COVERAGE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void series_emptyOrOutOfOrder_isNone() {
    var share = new ErrorShare(1, 4);
    assertThat(series(share, 0, 60, 180).points()).hasSize(3);
    assertThatThrownBy(() -> series(share)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> series(share, 60, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> series(share, 60, 60)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void errorShare_isTheShareOfRequestsThatFailed() {
    assertThat(new ErrorShare(1, 4).rate()).isEqualTo(0.25);
    for (long[] counts : new long[][] {{0, 0}, {1, 0}, {2, 1}, {-1, 1}, {0, -1}}) {
      assertThatThrownBy(() -> new ErrorShare(counts[0], counts[1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void percentileValues_withoutSamplesOrWithoutABound_areNone() {
    assertThatThrownBy(() -> new PercentileValues(List.of(1.0), "", 0, "spans", 0.01))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PercentileValues(List.of(1.0), "", 1, "spans", Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static PercentileValues values(Double... values) {
    return new PercentileValues(List.of(values), "nanoseconds", 1, Percentile.FROM_SPANS, 0.01);
  }

  private static <A> ServiceAnswer<A> of(A answer) {
    return new ServiceAnswer<>(new ServiceName("orders"), answer);
  }

  private static <A> Series<A> series(A answer, long... starts) {
    return new Series<>(
        Arrays.stream(starts)
            .mapToObj(start -> new Series.Point<>(Instant.ofEpochSecond(start), answer))
            .toList());
  }
}

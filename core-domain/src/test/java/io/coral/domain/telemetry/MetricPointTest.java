package io.coral.domain.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coral.domain.value.Label;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.ServiceInstance;
import io.coral.domain.value.ServiceName;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricPointTest {
  private static final MetricIdentity LATENCY =
      new MetricIdentity(
          new ServiceInstance(new ServiceName("shop"), Label.NONE, Label.NONE, Label.NONE),
          new MetricName("latency"),
          Label.NONE,
          MetricUnit.ofUcum("ms"));

  @Test
  void number_thatCannotBe_isRefused() {
    assertThatThrownBy(() -> new NumberPoint(LATENCY, 0, 1)).hasMessage("point has no time");
    assertThatThrownBy(() -> new NumberPoint(LATENCY, -1, 1)).hasMessage("point has no time");
    assertThatThrownBy(() -> new NumberPoint(LATENCY, 1, Double.NaN))
        .hasMessage("point's value is NaN");
    assertThatThrownBy(() -> new NumberPoint(LATENCY, 1, Double.NEGATIVE_INFINITY))
        .hasMessage("point's value is -Infinity");
    assertThat(new NumberPoint(LATENCY, 1, -0.0)).isEqualTo(new NumberPoint(LATENCY, 1, 0.0));
  }

  @Test
  void histogram_withTimesOutOfOrder_isRefused() {
    assertThat(histogram(0, 1).startUnixNano()).isZero();
    assertThat(histogram(5, 5).timeUnixNano()).isEqualTo(5);
    assertThatThrownBy(() -> histogram(0, 0)).hasMessage("point has no time");
    assertThatThrownBy(() -> histogram(0, -1)).hasMessage("point has no time");
    assertThatThrownBy(() -> histogram(2, 1)).hasMessage("histogram starts after it ends");
    assertThatThrownBy(() -> histogram(-1, 1)).hasMessage("histogram starts after it ends");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void histogram_ofNumbersThatAreNone_isRefused(double bad) {
    var given = OptionalDouble.of(bad);
    var none = OptionalDouble.empty();
    assertThatThrownBy(() -> histogram(given, none, none)).hasMessage("histogram's sum is " + bad);
    assertThatThrownBy(() -> histogram(none, given, none)).hasMessage("histogram's min is " + bad);
    assertThatThrownBy(() -> histogram(none, none, given)).hasMessage("histogram's max is " + bad);
  }

  @Test
  void histogram_withItsMinAboveItsMax_isRefused() {
    assertThatThrownBy(
            () -> histogram(OptionalDouble.empty(), OptionalDouble.of(2), OptionalDouble.of(1)))
        .hasMessage("histogram's min is above its max");
  }

  private static HistogramPoint histogram(long start, long time) {
    return histogram(
        start, time, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
  }

  private static HistogramPoint histogram(
      OptionalDouble sum, OptionalDouble min, OptionalDouble max) {
    return histogram(1, 2, sum, min, max);
  }

  private static HistogramPoint histogram(
      long start, long time, OptionalDouble sum, OptionalDouble min, OptionalDouble max) {
    return new HistogramPoint(
        LATENCY,
        new StreamId("a".repeat(64)),
        Temporality.DELTA,
        start,
        time,
        sum,
        min,
        max,
        new BucketCounts(List.of(1.0), List.of(1L, 1L)));
  }
}

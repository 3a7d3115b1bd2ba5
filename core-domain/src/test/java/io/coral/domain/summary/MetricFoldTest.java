package io.coral.domain.summary;

import static io.coral.domain.summary.Metrics.delta;
import static io.coral.domain.summary.Metrics.gauge;
import static io.coral.domain.summary.Spans.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.coral.domain.histogram.LogHistogram;
import io.coral.domain.telemetry.BucketCounts;
import io.coral.domain.telemetry.ExponentialBuckets;
import io.coral.domain.telemetry.ExponentialCounts;
import io.coral.domain.telemetry.MetricPoint;
import io.coral.domain.time.Minute;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MetricFoldTest {
  @Provide
  Arbitrary<List<MetricPoint>> points() {
    Arbitrary<Long> times = Arbitraries.longs().between(1, 3 * MINUTE);
    Arbitrary<Long> few = Arbitraries.longs().between(0, 5);
    Arbitrary<MetricPoint> gauges =
        Combinators.combine(
                Arbitraries.of("ms", "s", "1"), times, Arbitraries.doubles().between(-1e6, 1e6))
            .as(Metrics::gauge);
    Arbitrary<MetricPoint> histograms =
        Combinators.combine(Arbitraries.of("ms", "s"), times, few, few, few)
            .as(
                (unit, time, a, b, c) ->
                    delta(unit, time, new BucketCounts(List.of(1.0, 5.0), List.of(a, b, c))));
    return Arbitraries.oneOf(gauges, histograms).list().ofMaxSize(40).withoutEdgeCases();
  }

  @Property(tries = 300)
  void fold_anyOrderAndBatching_addsUpToTheSame(
      @ForAll("points") List<MetricPoint> points,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 7) int batchSize) {
    var whole = Metrics.merged(fold(points));
    var shuffled = new ArrayList<>(points);
    Collections.shuffle(shuffled, new Random(seed));
    var deltas = new ArrayList<MetricDelta>();
    for (int from = 0; from < shuffled.size(); from += batchSize) {
      deltas.addAll(fold(shuffled.subList(from, Math.min(from + batchSize, shuffled.size()))));
    }
    var batched = Metrics.merged(deltas);

    assertThat(batched.keySet()).isEqualTo(whole.keySet());
    whole.forEach(
        (key, expected) ->
            assertThat(batched.get(key))
                .usingRecursiveComparison()
                .withComparatorForFields(
                    (Double a, Double b) ->
                        Math.abs(a - b) <= 1e-9 * (1 + Math.abs(a)) ? 0 : Double.compare(a, b),
                    "sum")
                .isEqualTo(expected));
  }

  @Test
  void gauge_isCountedInTheMinuteOfItsTimeAndItsKeptUnit() {
    var deltas =
        fold(
            List.of(gauge("ms", MINUTE, 2), gauge("ms", 2 * MINUTE - 1, 4), gauge("s", MINUTE, 3)));

    assertThat(Metrics.merged(deltas).values())
        .containsExactly(
            new MetricDelta(
                new Minute(1),
                Spans.sender("shop"),
                Metrics.identity("load", "ms").metric(),
                Metrics.identity("load", "ms").state(),
                "nanoseconds",
                MetricDelta.Kind.GAUGE,
                3,
                3_006e6,
                2e6,
                3e9,
                LogHistogram.of(2e6, 4e6, 3e9),
                0.01));
  }

  @Test
  void fold_shifted_countsInTheShiftedMinute() {
    var fold = new MetricFold(Map.of(), -3);
    assertThat(fold.add(gauge("1", 5 * MINUTE, 1))).isEmpty();

    assertThat(fold.metricDeltas().getFirst().minute()).isEqualTo(new Minute(2));
  }

  @Test
  void gauge_beyondAllDoublesInItsUnit_staysTheLargest() {
    var deltas = fold(List.of(gauge("h", 1, 1e300), gauge("h", 1, 1e300)));

    assertThat(deltas.getFirst().max()).isEqualTo(Double.MAX_VALUE);
    assertThat(deltas.getFirst().sum()).isEqualTo(Double.MAX_VALUE);
  }

  @Test
  void histogram_statesWhatItsSenderSaid() {
    var point =
        delta(
            "s",
            MINUTE,
            OptionalDouble.of(12),
            OptionalDouble.of(0.5),
            OptionalDouble.of(8),
            new BucketCounts(List.of(1.0, 5.0), List.of(2L, 0L, 1L)));

    var delta = fold(List.of(point)).getFirst();

    assertThat(delta.kind()).isEqualTo(MetricDelta.Kind.HISTOGRAM);
    assertThat(delta.unit()).isEqualTo("nanoseconds");
    assertThat(delta.count()).isEqualTo(3);
    assertThat(delta.sum()).isEqualTo(12e9);
    assertThat(delta.min()).isEqualTo(0.5e9);
    assertThat(delta.max()).isEqualTo(8e9);
    // (0.5, 1] and (5, 8]: the wider one sets the bound.
    assertThat(delta.histogram()).isEqualTo(LogHistogram.of(2e9 / 3, 2e9 / 3, 80e9 / 13));
    assertThat(delta.relativeError()).isCloseTo(1.01 * (1 + 1 / 3.0) - 1, within(1e-12));
  }

  @Test
  void histogram_whoseSenderSaysLittle_isEstimated() {
    var point = delta("1", MINUTE, new BucketCounts(List.of(5.0, 10.0), List.of(0L, 3L, 1L)));

    var delta = fold(List.of(point)).getFirst();

    assertThat(delta.sum()).isCloseTo(3 * 20 / 3.0 + 10, within(1e-9));
    assertThat(delta.min()).isCloseTo(20 / 3.0, within(1e-9));
    assertThat(delta.max()).isEqualTo(10);
    assertThat(delta.relativeError()).isCloseTo(1.01 * 2 - 1, within(1e-12));
  }

  @Test
  void histogram_exponential_hasTheBoundOfItsBase() {
    var counts =
        new ExponentialCounts(
            3, 0, 0, new ExponentialBuckets(4, List.of(1L)), ExponentialBuckets.NONE);

    var delta = fold(List.of(delta("1", 1, counts))).getFirst();

    double base = Math.pow(2, 0.125);
    assertThat(delta.relativeError())
        .isCloseTo(1.01 * (1 + (base - 1) / (base + 1)) - 1, within(1e-12));
  }

  @Test
  void histogram_withoutValues_leavesNothing() {
    var fold = new MetricFold(Map.of(), 0);
    fold.add(delta("1", 1, new BucketCounts(List.of(1.0), List.of(0L, 0L))));

    assertThat(fold.isEmpty()).isTrue();
    assertThat(fold.metricDeltas()).isEmpty();
  }

  static List<MetricDelta> fold(List<? extends MetricPoint> points) {
    var fold = new MetricFold(Map.of(), 0);
    points.forEach(point -> assertThat(fold.add(point)).isEmpty());
    return fold.metricDeltas();
  }
}

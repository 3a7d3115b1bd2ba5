package io.coral.domain.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.telemetry.BucketCounts;
import io.coral.domain.telemetry.ExponentialBuckets;
import io.coral.domain.telemetry.ExponentialCounts;
import io.coral.domain.telemetry.HistogramCounts;
import io.coral.domain.value.Quantile;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * A percentile of received buckets is never farther from the exact nearest-rank value than the
 * delta states, whatever the values, the buckets, and what the sender says of minimum and maximum.
 */
class StatedErrorTest {
  /** What rounding may cost at the edges of buckets. */
  private static final double SLACK = 1e-9;

  @Provide
  Arbitrary<List<List<Double>>> samples() {
    return numbers()
        .list()
        .ofMinSize(1)
        .ofMaxSize(30)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .withoutEdgeCases();
  }

  @Provide
  Arbitrary<List<List<Double>>> positiveSamples() {
    return powersOfTen(-6, 9)
        .list()
        .ofMinSize(1)
        .ofMaxSize(30)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .withoutEdgeCases();
  }

  @Provide
  Arbitrary<List<Double>> bounds() {
    return numbers().set().ofMinSize(1).ofMaxSize(10).map(StatedErrorTest::ascending);
  }

  @Provide
  Arbitrary<List<Double>> positiveBounds() {
    return powersOfTen(-3, 6).set().ofMinSize(1).ofMaxSize(10).map(StatedErrorTest::ascending);
  }

  /** Numbers of all magnitudes alike. */
  private static Arbitrary<Double> powersOfTen(int least, int most) {
    return Arbitraries.doubles().between(least, most).ofScale(9).map(x -> Math.pow(10, x));
  }

  private static List<Double> ascending(Set<Double> bounds) {
    return bounds.stream().sorted().toList();
  }

  private static Arbitrary<Double> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.doubles().between(-100, 100).ofScale(9),
        Arbitraries.integers().between(-5, 5).map(Integer::doubleValue),
        powersOfTen(-3, 12));
  }

  @Property
  void explicit(
      @ForAll("samples") List<List<Double>> samples,
      @ForAll("bounds") List<Double> bounds,
      @ForAll boolean tellsMinAndMax) {
    assertStatedErrorHolds(samples, tellsMinAndMax, values -> explicitCounts(bounds, values));
  }

  @Property
  void explicit_positive(
      @ForAll("positiveSamples") List<List<Double>> samples,
      @ForAll("positiveBounds") List<Double> bounds,
      @ForAll boolean tellsMinAndMax) {
    assertStatedErrorHolds(samples, tellsMinAndMax, values -> explicitCounts(bounds, values));
  }

  @Property
  void exponential(
      @ForAll("positiveSamples") List<List<Double>> samples,
      @ForAll @IntRange(min = -4, max = 5) int scale,
      @ForAll boolean tellsMinAndMax,
      @ForAll boolean negative) {
    var signed =
        samples.stream()
            .map(list -> list.stream().map(value -> negative ? -value : value).toList())
            .toList();
    assertStatedErrorHolds(
        signed, tellsMinAndMax, values -> exponentialCounts(scale, negative, values));
  }

  private interface Bucketing {
    HistogramCounts of(List<Double> values);
  }

  private static void assertStatedErrorHolds(
      List<List<Double>> samples, boolean tellsMinAndMax, Bucketing bucketing) {
    var points =
        samples.stream()
            .map(
                values ->
                    Metrics.delta(
                        "1",
                        1,
                        OptionalDouble.empty(),
                        tellsMinAndMax ? least(values) : OptionalDouble.empty(),
                        tellsMinAndMax ? greatest(values) : OptionalDouble.empty(),
                        bucketing.of(values)))
            .toList();
    var delta = MetricFoldTest.fold(points).getFirst();
    var exact = samples.stream().flatMap(List::stream).sorted().toList();

    assertThat(delta.count()).isEqualTo(exact.size());
    for (int rank = 1; rank <= exact.size(); rank++) {
      double estimate =
          delta.histogram().quantile(new Quantile((double) rank / exact.size())).orElseThrow();
      assertWithin(delta.relativeError(), estimate, exact.get(rank - 1));
      // As answers give it.
      assertWithin(
          delta.relativeError(),
          Math.clamp(estimate, delta.min(), delta.max()),
          exact.get(rank - 1));
    }
    if (tellsMinAndMax) {
      assertThat(delta.min()).isEqualTo(exact.getFirst());
      assertThat(delta.max()).isEqualTo(exact.getLast());
    }
  }

  private static void assertWithin(double relativeError, double estimate, double exact) {
    if (!Double.isInfinite(relativeError)) {
      assertThat(Math.abs(estimate - exact))
          .as("%s for %s", estimate, exact)
          .isLessThanOrEqualTo(Math.abs(exact) * (relativeError + SLACK));
    }
  }

  private static HistogramCounts explicitCounts(List<Double> bounds, List<Double> values) {
    return new BucketCounts(bounds, Metrics.countsBetween(bounds, values));
  }

  private static HistogramCounts exponentialCounts(
      int scale, boolean negative, List<Double> values) {
    var indexes =
        values.stream()
            .map(Math::abs)
            .map(v -> (int) Math.ceil(Math.log(v) / Math.log(2) * Math.pow(2, scale)) - 1)
            .toList();
    int first = indexes.stream().min(Integer::compare).orElseThrow();
    int last = indexes.stream().max(Integer::compare).orElseThrow();
    var counts = new ArrayList<Long>();
    for (int index = first; index <= last; index++) {
      int each = index;
      counts.add(indexes.stream().filter(i -> i == each).count());
    }
    var buckets = new ExponentialBuckets(first, counts);
    return negative
        ? new ExponentialCounts(scale, 0, 0, ExponentialBuckets.NONE, buckets)
        : new ExponentialCounts(scale, 0, 0, buckets, ExponentialBuckets.NONE);
  }

  private static OptionalDouble least(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).min();
  }

  private static OptionalDouble greatest(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max();
  }
}

package io.coral.domain.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coral.domain.value.Quantile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LogHistogramTest {

  @Provide
  Arbitrary<List<Double>> samples() {
    Arbitrary<Double> ofAllMagnitudes =
        Arbitraries.longs()
            .map(Double::longBitsToDouble)
            .filter(value -> Double.isFinite(value) && Math.abs(value) >= Double.MIN_NORMAL);
    Arbitrary<Double> likeDurations = Arbitraries.doubles().between(1, 1e12);
    return Arbitraries.oneOf(ofAllMagnitudes, likeDurations, Arbitraries.just(0.0))
        .list()
        .ofMinSize(1)
        .ofMaxSize(300)
        .withoutEdgeCases();
  }

  @Provide
  Arbitrary<LogHistogram> histograms() {
    return samples()
        .map(LogHistogramTest::histogramOf)
        .edgeCases(edges -> edges.add(LogHistogram.empty()));
  }

  @Property
  void quantile_isWithinOnePercentOfTheExactNearestRank(
      @ForAll("samples") List<Double> samples,
      @ForAll @DoubleRange(min = 0, max = 1) @Scale(17) double q) {
    assertWithinOnePercent(samples, new Quantile(q));
  }

  @Property
  void quantile_ofNanoseconds_isWithinOnePercentOverTheWholeRange(
      @ForAll @NotEmpty @Size(max = 300) List<@LongRange(max = Long.MAX_VALUE) Long> nanos,
      @ForAll @DoubleRange(min = 0, max = 1) @Scale(17) double q) {
    assertWithinOnePercent(nanos.stream().map(Long::doubleValue).toList(), new Quantile(q));
  }

  @Property(tries = 100)
  void quantile_atEveryRank_isWithinOnePercent(@ForAll("samples") List<Double> samples) {
    for (int rank = 0; rank <= samples.size(); rank++) {
      assertWithinOnePercent(samples, new Quantile((double) rank / samples.size()));
    }
  }

  private static void assertWithinOnePercent(List<Double> samples, Quantile q) {
    double exact =
        samples.stream().sorted().toList().get(Math.toIntExact(q.rank(samples.size())) - 1);

    double estimate = histogramOf(samples).quantile(q).orElseThrow();

    if (exact == 0) {
      assertThat(estimate).isZero();
    } else {
      assertThat(estimate / exact)
          .isBetween(1 - LogBuckets.RELATIVE_ERROR, 1 + LogBuckets.RELATIVE_ERROR);
    }
  }

  @Property
  void quantile_growsWithTheFraction(
      @ForAll("samples") List<Double> samples,
      @ForAll @DoubleRange(min = 0, max = 1) @Scale(17) double a,
      @ForAll @DoubleRange(min = 0, max = 1) @Scale(17) double b) {
    var histogram = histogramOf(samples);

    assertThat(histogram.quantile(new Quantile(Math.min(a, b))).orElseThrow())
        .isLessThanOrEqualTo(histogram.quantile(new Quantile(Math.max(a, b))).orElseThrow());
  }

  @Test
  void quantile_ofNothing_isEmpty() {
    assertThat(LogHistogram.empty().quantile(Quantile.P50)).isEmpty();
  }

  @Property
  void merge_isTheHistogramOfAllValues(
      @ForAll("samples") List<Double> one, @ForAll("samples") List<Double> other) {
    var all = new ArrayList<>(one);
    all.addAll(other);

    assertThat(histogramOf(one).merge(histogramOf(other))).isEqualTo(histogramOf(all));
  }

  @Property
  void merge_isCommutativeAndAssociativeWithEmptyAsIdentity(
      @ForAll("histograms") LogHistogram a,
      @ForAll("histograms") LogHistogram b,
      @ForAll("histograms") LogHistogram c) {
    assertThat(a.merge(b)).isEqualTo(b.merge(a)).hasSameHashCodeAs(b.merge(a));
    assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
    assertThat(a.merge(LogHistogram.empty())).isEqualTo(a);
    assertThat(LogHistogram.empty().merge(a)).isEqualTo(a);
    assertThat(a.merge(b).count()).isEqualTo(a.count() + b.count());
  }

  @Property
  void merge_ofHugeCounts_keepsItsLaws(
      @ForAll @LongRange(min = 1) long a,
      @ForAll @LongRange(min = 1) long b,
      @ForAll @LongRange(min = 1) long c) {
    var ofA = new LogHistogram.Builder().add(1, a).build();
    var ofB = new LogHistogram.Builder().add(1, b).build();
    var ofC = new LogHistogram.Builder().add(5, c).build();

    assertThat(ofA.merge(ofB).merge(ofC)).isEqualTo(ofC.merge(ofB).merge(ofA));
    assertThat(ofA.merge(ofB).merge(ofC).count()).isPositive();
    assertThat(ofA.merge(ofB).merge(ofC).quantile(new Quantile(1))).isPresent();
  }

  @Test
  void count_thatDoesNotFit_staysAtTheLargest() {
    var most = new LogHistogram.Builder().add(1, Long.MAX_VALUE).add(1, 1).add(2, 1).build();

    assertThat(most.count()).isEqualTo(Long.MAX_VALUE);
    assertThat(most.quantile(new Quantile(1)).orElseThrow()).isBetween(0.99, 1.01);
  }

  @Test
  void ofBuckets_isWhatForEachTold() {
    var histogram = LogHistogram.of(-3, 0, 5, 5);
    var buckets = new HashMap<Integer, Long>();
    histogram.forEach(buckets::put);

    assertThat(LogHistogram.ofBuckets(buckets)).isEqualTo(histogram);
    assertThat(buckets).hasSize(3).containsEntry(0, 1L).containsEntry(LogBuckets.keyOf(5), 2L);
  }

  @Test
  void forEach_goesInTheOrderOfValues() {
    var keys = new ArrayList<Integer>();
    LogHistogram.of(7, -2, 0, 1e-9, -5e8).forEach((key, count) -> keys.add(key));

    assertThat(keys).isSorted().hasSize(5);
  }

  @Test
  void builder_refusesWhatIsNoCount() {
    var builder = new LogHistogram.Builder();

    assertThatThrownBy(() -> builder.add(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.add(1, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.add(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LogHistogram.ofBuckets(Map.of(3, 1L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no bucket 3");
    assertThat(builder.build()).isSameAs(LogHistogram.empty());
  }

  private static LogHistogram histogramOf(List<Double> values) {
    return LogHistogram.of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}

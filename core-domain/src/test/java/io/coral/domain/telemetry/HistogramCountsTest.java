package io.coral.domain.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HistogramCountsTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private record Bucket(double low, double high, long count) {}

  @Test
  void explicit_bucketsReachToInfinityOnBothSides() {
    var counts = new BucketCounts(List.of(-0.0, 5.0, 10.0), List.of(1L, 2L, 0L, 3L));

    assertThat(counts.total()).isEqualTo(6);
    assertThat(bucketsOf(counts))
        .containsExactly(
            new Bucket(-INFINITY, 0, 1), new Bucket(0, 5, 2), new Bucket(10, INFINITY, 3));
  }

  @Test
  void explicit_thatCannotBe_isRefused() {
    assertExplicitRefused(List.of(), List.of(1L));
    assertExplicitRefused(List.of(1.0), List.of(1L));
    assertExplicitRefused(List.of(1.0), List.of(1L, 1L, 1L));
    assertExplicitRefused(List.of(1.0, 1.0), List.of(1L, 1L, 1L));
    assertExplicitRefused(List.of(2.0, 1.0), List.of(1L, 1L, 1L));
    assertExplicitRefused(List.of(-0.0, 0.0), List.of(1L, 1L, 1L));
    assertExplicitRefused(List.of(Double.NaN), List.of(1L, 1L));
    assertExplicitRefused(List.of(INFINITY), List.of(1L, 1L));
    assertExplicitRefused(List.of(-INFINITY), List.of(1L, 1L));
    assertExplicitRefused(List.of(1.0), List.of(-1L, 1L));
    assertExplicitRefused(List.of(1.0), List.of(Long.MAX_VALUE, Long.MAX_VALUE));
    assertExplicitRefused(List.of(1.0), List.of(HistogramCounts.MAX_TOTAL, 1L));
    var bounds = LongStream.range(0, 2_048).mapToObj(i -> (double) i).toList();
    var counts = LongStream.range(0, 2_049).boxed().toList();
    assertExplicitRefused(bounds, counts);
    assertThat(new BucketCounts(bounds.subList(1, 2_048), counts.subList(1, 2_049)).total())
        .isPositive();
  }

  @Test
  void adding_anotherTotal_isRefused() {
    assertThatThrownBy(() -> BucketCounts.adding(3, List.of(1.0), List.of(1L, 1L)))
        .hasMessage("histogram counts 3 values, its buckets 2");
    var one = new ExponentialBuckets(0, List.of(1L));
    assertThatThrownBy(() -> ExponentialCounts.adding(1, 0, 1, 0, one, ExponentialBuckets.NONE))
        .hasMessage("histogram counts 1 values, its buckets 2");
    assertThat(ExponentialCounts.adding(3, 0, 1, 0, one, one).total()).isEqualTo(3);
  }

  @Test
  void explicit_since_isTheDifferenceOrNothing() {
    var earlier = new BucketCounts(List.of(1.0, 2.0), List.of(1L, 2L, 3L));
    var later = new BucketCounts(List.of(1.0, 2.0), List.of(1L, 5L, 4L));

    assertThat(later.since(earlier))
        .contains(new BucketCounts(List.of(1.0, 2.0), List.of(0L, 3L, 1L)));
    assertThat(earlier.since(later)).isEmpty();
    assertThat(later.comparable(new BucketCounts(List.of(1.0, 3.0), List.of(1L, 5L, 4L))))
        .isFalse();
  }

  @Test
  void exponential_bucketsGrowByTheBase() {
    // Scale 1: the base is the square root of two.
    var counts =
        new ExponentialCounts(
            1,
            4,
            0.25,
            new ExponentialBuckets(2, List.of(1L, 0L, 2L)),
            new ExponentialBuckets(-2, List.of(7L)));

    assertThat(counts.total()).isEqualTo(14);
    var buckets = bucketsOf(counts);
    assertThat(buckets).extracting(Bucket::count).containsExactly(7L, 4L, 1L, 2L);
    assertEdges(buckets.get(0), -Math.sqrt(0.5), -0.5);
    assertEdges(buckets.get(1), -0.25, 0.25);
    assertEdges(buckets.get(2), 2, Math.pow(2, 1.5));
    assertEdges(buckets.get(3), 4, Math.pow(2, 2.5));
  }

  @Test
  void exponential_atTheEndsOfDoubles_hasFiniteEdges() {
    var widest =
        new ExponentialCounts(
            -10,
            0,
            0,
            new ExponentialBuckets(-1, List.of(1L, 1L)),
            new ExponentialBuckets(-1, List.of(1L, 1L)));

    assertThat(bucketsOf(widest))
        .allSatisfy(
            bucket -> {
              assertThat(bucket.low()).isFinite().isLessThan(bucket.high());
              assertThat(bucket.high()).isFinite();
            });
  }

  @Test
  void exponential_thatCannotBe_isRefused() {
    var none = ExponentialBuckets.NONE;
    var one = new ExponentialBuckets(0, List.of(1L));
    assertThatThrownBy(() -> new ExponentialCounts(21, 0, 0, none, none))
        .hasMessage("histogram scale must be in [-10, 20], got 21");
    assertThatThrownBy(() -> new ExponentialCounts(-11, 0, 0, none, none))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ExponentialCounts(0, -1, 0, one, none))
        .isInstanceOf(IllegalArgumentException.class);
    for (double threshold : new double[] {-1, Double.NaN, INFINITY}) {
      assertThatThrownBy(() -> new ExponentialCounts(0, 0, threshold, none, none))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (int offset : new int[] {1_024, 2_000_000_000, -1_076, -2_000_000_000}) {
      var beyond = new ExponentialBuckets(offset, List.of(1L));
      assertThatThrownBy(() -> new ExponentialCounts(0, 0, 0, beyond, none))
          .hasMessage("histogram has a bucket beyond all doubles");
      assertThatThrownBy(() -> new ExponentialCounts(0, 0, 0, none, beyond))
          .hasMessage("histogram has a bucket beyond all doubles");
    }
  }

  @Test
  void exponentialBuckets_thatCannotBe_areRefused() {
    var many = LongStream.range(0, 2_049).boxed().toList();
    assertThatThrownBy(() -> new ExponentialBuckets(0, many))
        .hasMessage("histogram has 2049 buckets, at most 2048");
    assertThatThrownBy(() -> new ExponentialBuckets(Integer.MAX_VALUE, List.of(1L, 1L)))
        .hasMessage("histogram's bucket offset is out of range");
    assertThatThrownBy(() -> new ExponentialBuckets(0, List.of(-1L)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ExponentialBuckets(0, List.of(1L << 53, 1L << 53)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void exponentialBuckets_withoutValues_areNone() {
    assertThat(new ExponentialBuckets(17, List.of(0L, 0L))).isEqualTo(ExponentialBuckets.NONE);
    assertThat(new ExponentialBuckets(5, List.of(0L, 3L, 0L)))
        .isEqualTo(new ExponentialBuckets(6, List.of(3L)));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void downscaled_countsEveryValueInTheBucketThatHoldsIts(
      @ForAll @IntRange(min = -5_000, max = 5_000) int offset,
      @ForAll @Size(max = 200) List<@LongRange(max = 1_000) Long> counts,
      @ForAll @IntRange(max = 30) int steps) {
    var buckets = new ExponentialBuckets(offset, counts);

    var coarse = buckets.downscaled(steps);

    var expected =
        Stream.iterate(0, i -> i < buckets.counts().size(), i -> i + 1)
            .collect(
                Collectors.groupingBy(
                    i -> Math.floorDiv(buckets.offset() + i, 1 << steps),
                    Collectors.summingLong(i -> buckets.counts().get(i))));
    assertThat(coarse.total()).isEqualTo(buckets.total());
    expected.forEach((index, count) -> assertThat(coarse.at(index)).isEqualTo(count));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void exponential_since_acrossScales_isWhatWasAdded(
      @ForAll @Size(max = 40) List<@LongRange(max = 9) Long> early,
      @ForAll @Size(max = 40) List<@LongRange(max = 9) Long> added,
      @ForAll @IntRange(min = -300, max = 300) int offset,
      @ForAll @IntRange(max = 3) int coarser) {
    int scale = 3;
    var sum = new ArrayList<Long>();
    for (int i = 0; i < 40; i++) {
      sum.add(at(early, i) + at(added, i));
    }
    var before = of(scale, new ExponentialBuckets(offset, early));
    var after = of(scale - coarser, new ExponentialBuckets(offset, sum).downscaled(coarser));

    assertThat(after.since(before))
        .contains(of(scale - coarser, new ExponentialBuckets(offset, added).downscaled(coarser)));
    assertThat(before.comparable(after)).isTrue();
  }

  @Test
  void exponential_since_lowerCounts_isNothing() {
    var two = of(0, new ExponentialBuckets(3, List.of(2L)));
    var one = of(0, new ExponentialBuckets(3, List.of(1L)));
    var elsewhere = of(0, new ExponentialBuckets(4, List.of(5L)));
    var zeros = new ExponentialCounts(0, 1, 0, ExponentialBuckets.NONE, ExponentialBuckets.NONE);

    assertThat(one.since(two)).isEmpty();
    assertThat(elsewhere.since(two)).isEmpty();
    assertThat(two.since(zeros)).isEmpty();
  }

  @Test
  void comparable_onlyWithTheSameKindAndThreshold() {
    var none = ExponentialBuckets.NONE;
    var explicit = new BucketCounts(List.of(1.0), List.of(0L, 0L));
    var exponential = new ExponentialCounts(0, 0, 0, none, none);

    assertThat(explicit.comparable(exponential)).isFalse();
    assertThat(exponential.comparable(explicit)).isFalse();
    assertThat(exponential.comparable(new ExponentialCounts(0, 0, 0.5, none, none))).isFalse();
    assertThat(exponential.comparable(new ExponentialCounts(5, 0, 0, none, none))).isTrue();
    assertThatThrownBy(() -> explicit.since(exponential))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> exponential.since(explicit))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static long at(List<Long> counts, int index) {
    return index < counts.size() ? counts.get(index) : 0;
  }

  private static ExponentialCounts of(int scale, ExponentialBuckets positive) {
    return new ExponentialCounts(scale, 0, 0, positive, positive);
  }

  private static List<Bucket> bucketsOf(HistogramCounts counts) {
    var buckets = new ArrayList<Bucket>();
    counts.forEach((low, high, count) -> buckets.add(new Bucket(low, high, count)));
    return buckets;
  }

  private static void assertEdges(Bucket bucket, double low, double high) {
    assertThat(bucket.low()).isCloseTo(low, offset(1e-12));
    assertThat(bucket.high()).isCloseTo(high, offset(1e-12));
  }

  private static void assertExplicitRefused(List<Double> bounds, List<Long> counts) {
    assertThatThrownBy(() -> new BucketCounts(bounds, counts))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

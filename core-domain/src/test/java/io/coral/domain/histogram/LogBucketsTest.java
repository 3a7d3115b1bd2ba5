package io.coral.domain.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogBucketsTest {
  private static final int SMALLEST_KEY = LogBuckets.keyOf(Double.MIN_NORMAL);
  private static final int LARGEST_KEY = LogBuckets.keyOf(Double.MAX_VALUE);

  /** Doubles of all magnitudes alike, by their bits. */
  @Provide
  Arbitrary<Double> anyDouble() {
    return Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
  }

  @Property(tries = 20_000)
  void representative_isWithinOnePercentOfEveryValue(@ForAll("anyDouble") double value) {
    double representative = LogBuckets.representative(LogBuckets.keyOf(value));

    if (Math.abs(value) < Double.MIN_NORMAL) {
      assertThat(representative).isZero();
    } else {
      assertThat(representative / value)
          .isBetween(1 - LogBuckets.RELATIVE_ERROR, 1 + LogBuckets.RELATIVE_ERROR);
    }
  }

  @Test
  void representative_isNearestAtTheMiddleAndFarthestAtBothEdges() {
    double bound = Math.tanh(Math.log(2) / (2 * LogBuckets.PER_OCTAVE));
    for (int key = SMALLEST_KEY + 1; key < LARGEST_KEY; key++) {
      double upper = Math.pow(2, (key - LogBuckets.KEY_OFFSET) / 35.0);
      double lower = Math.pow(2, (key - 1 - LogBuckets.KEY_OFFSET) / 35.0);
      double representative = LogBuckets.representative(key);

      assertThat(1 - representative / upper).isBetween(bound - 1e-9, bound + 1e-9);
      assertThat(representative / lower - 1).isBetween(bound - 1e-9, bound + 1e-9);
    }
    assertThat(bound).isLessThan(LogBuckets.RELATIVE_ERROR - 1e-9);
  }

  @Test
  void representative_ofEveryKey_isFiniteAndInItsOwnBucket() {
    for (int key = SMALLEST_KEY + 1; key <= LARGEST_KEY; key++) {
      assertThat(LogBuckets.representative(key)).isFinite();
      assertThat(LogBuckets.keyOf(LogBuckets.representative(key))).isEqualTo(key);
      assertThat(LogBuckets.representative(-key)).isEqualTo(-LogBuckets.representative(key));
    }
  }

  @Property
  void keyOf_ordersAsValuesDo(@ForAll("anyDouble") double a, @ForAll("anyDouble") double b) {
    assertThat(LogBuckets.keyOf(Math.min(a, b)))
        .isLessThanOrEqualTo(LogBuckets.keyOf(Math.max(a, b)));
  }

  @Property
  void keyOf_neighbours_areInOrder(@ForAll("anyDouble") double value) {
    assertThat(
            LogBuckets.keyOf(
                Math.nextUp(value) == Double.POSITIVE_INFINITY ? value : Math.nextUp(value)))
        .isGreaterThanOrEqualTo(LogBuckets.keyOf(value));
  }

  @Property
  void keyOf_namesOnlyKeys(@ForAll("anyDouble") double value) {
    assertThat(LogBuckets.isKey(LogBuckets.keyOf(value))).isTrue();
  }

  @Test
  void keyOf_landmarks() {
    assertThat(LogBuckets.keyOf(1)).isEqualTo(LogBuckets.KEY_OFFSET);
    assertThat(LogBuckets.keyOf(2)).isEqualTo(LogBuckets.KEY_OFFSET + LogBuckets.PER_OCTAVE);
    assertThat(LogBuckets.keyOf(-1)).isEqualTo(-LogBuckets.KEY_OFFSET);
    assertThat(LogBuckets.keyOf(0)).isZero();
    assertThat(LogBuckets.keyOf(-0.0)).isZero();
    assertThat(LogBuckets.keyOf(Double.MIN_VALUE)).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void keyOf_notFinite_isRefused(double value) {
    assertThatThrownBy(() -> LogBuckets.keyOf(value)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isKey_outsideOfTheLayout_isFalse() {
    assertThat(LogBuckets.isKey(1)).isFalse();
    assertThat(LogBuckets.isKey(SMALLEST_KEY - 1)).isFalse();
    assertThat(LogBuckets.isKey(LARGEST_KEY + 1)).isFalse();
    assertThat(LogBuckets.isKey(-LARGEST_KEY - 1)).isFalse();
    assertThat(LogBuckets.isKey(Integer.MIN_VALUE)).isFalse();
    assertThat(LogBuckets.isKey(Integer.MAX_VALUE)).isFalse();
  }
}

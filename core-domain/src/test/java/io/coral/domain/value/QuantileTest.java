package io.coral.domain.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantileTest {

  /** A fraction as people write it, such as 0.9999, among up to a thousand million samples. */
  @Property(tries = 20_000)
  void rank_ofAWrittenFraction_isExact(
      @ForAll @IntRange(max = 1_000_000) int millionths,
      @ForAll @LongRange(min = 1, max = 1_000_000_000) long count) {
    assertThat(new Quantile(millionths / 1e6).rank(count))
        .isEqualTo(exact(BigDecimal.valueOf(millionths, 6), count));
  }

  /** Where the product is a whole number, so that one step of rounding would show. */
  @Property(tries = 20_000)
  void rank_whereTheProductIsWhole_isThatNumber(
      @ForAll @IntRange(max = 10_000) int hundredths,
      @ForAll @LongRange(min = 1, max = 100_000_000) long tenThousands) {
    assertThat(new Quantile(hundredths / 1e4).rank(tenThousands * 10_000))
        .isEqualTo(Math.max(1, hundredths * tenThousands));
  }

  @Property
  void rank_ofAnyFraction_isWithinOneOfTheExact(
      @ForAll @DoubleRange(min = 0, max = 1) @Scale(17) double fraction,
      @ForAll @LongRange(min = 1, max = 1L << 51) long count) {
    assertThat(new Quantile(fraction).rank(count) - exact(BigDecimal.valueOf(fraction), count))
        .isBetween(-1L, 1L);
  }

  @Property
  void rank_isInRangeAndGrows(
      @ForAll @DoubleRange(min = 0, max = 1) @Scale(17) double a,
      @ForAll @DoubleRange(min = 0, max = 1) @Scale(17) double b,
      @ForAll @LongRange(min = 1) long count) {
    long lower = new Quantile(Math.min(a, b)).rank(count);
    long higher = new Quantile(Math.max(a, b)).rank(count);

    assertThat(lower).isBetween(1L, higher);
    assertThat(higher).isLessThanOrEqualTo(count);
  }

  private static long exact(BigDecimal fraction, long count) {
    return fraction
        .multiply(BigDecimal.valueOf(count))
        .setScale(0, RoundingMode.CEILING)
        .max(BigDecimal.ONE)
        .longValueExact();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 10, 1",
    "0.07, 100, 7",
    "0.1, 10, 1",
    "0.29, 100, 29",
    "0.5, 1, 1",
    "0.5, 2, 1",
    "0.5, 3, 2",
    "0.99, 100, 99",
    "0.99, 101, 100",
    "1, 10, 10",
    "1, 9223372036854775807, 9223372036854775807",
    "4.9E-324, 9223372036854775807, 1"
  })
  void rank_examples(double fraction, long count, long rank) {
    assertThat(new Quantile(fraction).rank(count)).isEqualTo(rank);
  }

  @Test
  void rank_amongNone_isABug() {
    assertThatThrownBy(() -> Quantile.P50.rank(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, 99, Double.NaN, Double.POSITIVE_INFINITY})
  void fraction_outsideOfZeroToOne_isRefused(double fraction) {
    assertThatThrownBy(() -> new Quantile(fraction))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("quantile must be in [0, 1], got " + fraction);
  }

  @Test
  void negativeZero_isZero() {
    assertThat(new Quantile(-0.0)).isEqualTo(new Quantile(0.0));
  }
}

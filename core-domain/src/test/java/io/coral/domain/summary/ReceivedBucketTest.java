package io.coral.domain.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceivedBucketTest {
  private static final OptionalDouble UNKNOWN = OptionalDouble.empty();

  @ParameterizedTest
  @CsvSource({
    "5, 10, , , 6.6666666666666667, 0.3333333333333333", // two thirds of the way up
    "-10, -5, , , -6.6666666666666667, 0.3333333333333333",
    "5, 10, 8, , 8.8888888888888889, 0.1111111111111111", // ends where the minimum is
    "5, 10, , 6, 5.4545454545454545, 0.0909090909090909",
    "5, 10, 7, 7, 7, 0",
    "10, Infinity, , , 10, 1", // the last: its lower edge
    "10, Infinity, , 30, 15, 0.5",
    "-Infinity, 5, , , 5, Infinity", // the first: from zero on, up to its edge
    "-Infinity, 5, 1, , 1.6666666666666667, 0.6666666666666667",
    "-Infinity, 5, -3, , 0, 1",
    "-Infinity, -5, , , -5, 1",
    "-Infinity, 0, , , 0, 1",
    "0, 5, , , 5, Infinity",
    "-5, 0, , , -5, Infinity",
    "-5, 5, , , 0, 1",
    "0, 0, , , 0, 0",
    "0, Infinity, , , 0, 1",
    "5, 10, 20, , 6.6666666666666667, 0.3333333333333333", // a minimum beyond the bucket
    "5, 10, , 2, 6.6666666666666667, 0.3333333333333333",
    "5, 10, 0, 99, 6.6666666666666667, 0.3333333333333333"
  })
  void of_examples(
      double low,
      double high,
      @Nullable Double min,
      @Nullable Double max,
      double representative,
      double error) {
    var bucket = ReceivedBucket.of(low, high, optional(min), optional(max));

    assertThat(bucket.representative()).isCloseTo(representative, within(1e-12));
    if (Double.isInfinite(error)) {
      assertThat(bucket.relativeError()).isInfinite();
    } else {
      assertThat(bucket.relativeError()).isCloseTo(error, within(1e-12));
    }
  }

  @Property
  void of_bucketOnOneSideOfZero_noValueIsFartherThanTheBoundAndBothEdgesReachIt(
      @ForAll @DoubleRange(min = -300, max = 300) double a,
      @ForAll @DoubleRange(min = -300, max = 300) double b,
      @ForAll @DoubleRange(min = 0, max = 1) @Scale(9) double part) {
    double low = Math.pow(10, Math.min(a, b));
    double high = Math.pow(10, Math.max(a, b));
    double value = Math.clamp(low + part * (high - low), low, high);

    var bucket = ReceivedBucket.of(low, high, UNKNOWN, UNKNOWN);

    assertThat(bucket.representative()).isBetween(low, high);
    assertThat(Math.abs(bucket.representative() / value - 1))
        .isLessThanOrEqualTo(bucket.relativeError() + 1e-12);
    assertThat(1 - bucket.representative() / high).isCloseTo(bucket.relativeError(), within(1e-12));
  }

  @Test
  void of_bucketAsWideAsAllDoubles_staysFinite() {
    var bucket = ReceivedBucket.of(Double.MIN_VALUE, Double.MAX_VALUE, UNKNOWN, UNKNOWN);

    assertThat(bucket.representative()).isFinite().isPositive();
    assertThat(bucket.relativeError()).isEqualTo(1);
  }

  @Test
  void relativeErrorInOurs_addsOurOwn() {
    assertThat(new ReceivedBucket(1, 0).relativeErrorInOurs()).isEqualTo(0.01);
    assertThat(new ReceivedBucket(1, 0.5).relativeErrorInOurs()).isCloseTo(0.515, within(1e-12));
    assertThat(new ReceivedBucket(1, Double.POSITIVE_INFINITY).relativeErrorInOurs()).isInfinite();
  }

  private static OptionalDouble optional(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}

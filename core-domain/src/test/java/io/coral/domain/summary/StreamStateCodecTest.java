package io.coral.domain.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coral.domain.telemetry.BucketCounts;
import io.coral.domain.telemetry.ExponentialBuckets;
import io.coral.domain.telemetry.ExponentialCounts;
import io.coral.domain.telemetry.HistogramCounts;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StreamStateCodecTest {
  private static final StreamState EXPLICIT =
      new StreamState(
          1,
          2,
          OptionalDouble.of(0.1),
          new BucketCounts(List.of(0.005, 1.0), List.of(1L, 300L, 0L)));

  @Provide
  Arbitrary<StreamState> states() {
    Arbitrary<Long> few = Arbitraries.longs().between(0, 1L << 40);
    Arbitrary<List<Long>> counts = few.list().ofMaxSize(20);
    Arbitrary<Double> finite =
        Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
    // Two zeros are one bound.
    Arbitrary<List<Double>> bounds =
        finite
            .map(bound -> bound + 0.0)
            .set()
            .ofMinSize(1)
            .ofMaxSize(10)
            .map(set -> set.stream().sorted().toList());
    Arbitrary<HistogramCounts> explicit =
        bounds.flatMap(
            ascending ->
                few.list()
                    .ofSize(ascending.size() + 1)
                    .map(each -> new BucketCounts(ascending, each)));
    Arbitrary<ExponentialBuckets> halves =
        Combinators.combine(Arbitraries.integers().between(-900, 900), counts)
            .as(ExponentialBuckets::new);
    Arbitrary<HistogramCounts> exponential =
        Combinators.combine(
                Arbitraries.integers().between(0, 20), few, finite.map(Math::abs), halves, halves)
            .as(ExponentialCounts::new);
    return Combinators.combine(
            Arbitraries.longs().between(0, 1L << 62),
            Arbitraries.longs().between(1L << 62, Long.MAX_VALUE),
            finite.optional(),
            Arbitraries.oneOf(explicit, exponential))
        .as(
            (start, time, sum, all) ->
                new StreamState(
                    start, time, sum.map(OptionalDouble::of).orElseGet(OptionalDouble::empty), all))
        .withoutEdgeCases();
  }

  @Property
  void fromBytes_undoesToBytes(@ForAll("states") StreamState state) {
    assertThat(StreamStateCodec.fromBytes(StreamStateCodec.toBytes(state))).isEqualTo(state);
  }

  @Property
  void fromBytes_ofAnyBytes_isAStateOrRefused(@ForAll @Size(max = 64) byte[] bytes) {
    assertReadOrRefused(bytes);
  }

  @Property
  void fromBytes_ofDamagedBytes_isAStateOrRefused(
      @ForAll("states") StreamState state,
      @ForAll @IntRange(max = 500) int at,
      @ForAll byte replaced) {
    byte[] bytes = StreamStateCodec.toBytes(state);
    bytes[at % bytes.length] = replaced;

    assertReadOrRefused(bytes);
  }

  private static void assertReadOrRefused(byte[] bytes) {
    StreamState read;
    try {
      read = StreamStateCodec.fromBytes(bytes);
    } catch (IllegalArgumentException e) {
      return;
    }
    assertThat(StreamStateCodec.fromBytes(StreamStateCodec.toBytes(read))).isEqualTo(read);
  }

  @Test
  void fromBytes_cutOrGrown_isRefused() {
    byte[] bytes = StreamStateCodec.toBytes(EXPLICIT);
    for (int length = 0; length <= bytes.length + 1; length++) {
      byte[] other = Arrays.copyOf(bytes, length);
      if (length != bytes.length) {
        assertThatThrownBy(() -> StreamStateCodec.fromBytes(other))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void fromBytes_ofAnotherVersion_isRefused() {
    byte[] bytes = StreamStateCodec.toBytes(EXPLICIT);
    bytes[0] = 2;

    assertThatThrownBy(() -> StreamStateCodec.fromBytes(bytes))
        .hasMessage("stream state bytes are of another version");
  }

  @Test
  void state_thatCannotBe_isRefused() {
    var counts = EXPLICIT.counts();
    var none = OptionalDouble.empty();
    assertThatThrownBy(() -> new StreamState(0, 0, none, counts))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StreamState(-1, 1, none, counts))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StreamState(3, 2, none, counts))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new StreamState(1, 2, OptionalDouble.of(Double.NaN), counts))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

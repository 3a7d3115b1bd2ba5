package io.coral.domain.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coral.domain.codec.Varints;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HistogramCodecTest {

  @Property
  void fromBytes_undoesToBytes(
      @ForAll @Size(max = 200) List<Long> bits, @ForAll @LongRange(min = 1) long times) {
    var builder = new LogHistogram.Builder();
    bits.stream()
        .map(Double::longBitsToDouble)
        .filter(Double::isFinite)
        .forEach(value -> builder.add(value, times));
    var histogram = builder.build();

    assertThat(HistogramCodec.fromBytes(HistogramCodec.toBytes(histogram))).isEqualTo(histogram);
  }

  @Property
  void fromBytes_ofAnyBytes_isAHistogramWrittenSoOrRefused(@ForAll @Size(max = 64) byte[] bytes) {
    assertReadBackOrRefused(bytes);
  }

  @Property
  void fromBytes_ofDamagedBytes_isAHistogramWrittenSoOrRefused(
      @ForAll @IntRange(max = 12) int at, @ForAll byte replaced) {
    byte[] bytes = HistogramCodec.toBytes(LogHistogram.of(-4, 0, 1, 1, 2e9));
    bytes[at % bytes.length] = replaced;

    assertReadBackOrRefused(bytes);
  }

  private static void assertReadBackOrRefused(byte[] bytes) {
    LogHistogram read;
    try {
      read = HistogramCodec.fromBytes(bytes);
    } catch (IllegalArgumentException e) {
      return;
    }
    assertThat(HistogramCodec.toBytes(read)).isEqualTo(bytes);
  }

  @Test
  void fromBytes_cutAnywhere_isRefused() {
    byte[] bytes = HistogramCodec.toBytes(LogHistogram.of(-4, 0, 1, 1, 2e9));

    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> HistogramCodec.fromBytes(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void fromBytes_withMoreBehind_isRefused() {
    byte[] bytes = HistogramCodec.toBytes(LogHistogram.of(1));

    assertThatThrownBy(() -> HistogramCodec.fromBytes(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void fromBytes_bucketsOutOfOrderOrUnknownOrEmpty_areRefused() {
    assertRefused(40_000, 1, 0, 1); // the same bucket again
    assertRefused(40_000, 1, -5, 1);
    assertRefused(40_000, 1, Long.MAX_VALUE, 1);
    assertRefused(Long.MIN_VALUE, 1, 1, 1);
    assertRefused(3, 1, 40_000, 1); // no bucket has the key 3
    assertRefused(40_000, 0, 1, 1);
    assertRefused(40_000, -1, 1, 1);
  }

  private static void assertRefused(long firstStep, long firstCount, long step, long count) {
    var out = new Varints.Writer();
    out.write(2);
    out.writeZigZag(firstStep);
    out.write(firstCount);
    out.writeZigZag(step);
    out.write(count);

    assertThatThrownBy(() -> HistogramCodec.fromBytes(out.toBytes()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void toBytes_ofAMinuteOfDurations_isSmall() {
    var builder = new LogHistogram.Builder();
    for (int i = 1; i <= 1_000; i++) {
      builder.add(i * 1_000_000.0, 1);
    }

    assertThat(HistogramCodec.toBytes(builder.build()).length).isLessThan(1_000);
  }
}

package io.coral.domain.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VarintsTest {

  @Property
  void numbers_comeBack(@ForAll @Size(max = 100) List<Long> numbers) {
    var out = new Varints.Writer();
    numbers.forEach(out::write);
    numbers.forEach(out::writeZigZag);

    var in = new Varints.Reader(out.toBytes());
    numbers.forEach(number -> assertThat(in.read()).isEqualTo(number));
    numbers.forEach(number -> assertThat(in.readZigZag()).isEqualTo(number));
    in.expectEnd();
  }

  @Property
  void doubles_comeBackBitByBit(@ForAll long bits) {
    var out = new Varints.Writer();
    out.writeDouble(Double.longBitsToDouble(bits));

    double read = new Varints.Reader(out.toBytes()).readDouble();

    assertThat(Double.doubleToRawLongBits(read)).isEqualTo(bits);
  }

  @Test
  void write_isAsProtobufWritesIt() {
    var out = new Varints.Writer();
    out.write(300);
    out.writeZigZag(-1);

    assertThat(out.toBytes()).containsExactly(0xAC, 0x02, 0x01);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 127, 128, -1, Long.MIN_VALUE, Long.MAX_VALUE})
  void read_ofAllButTheLastByte_isRefused(long number) {
    var out = new Varints.Writer();
    out.write(number);
    byte[] bytes = out.toBytes();
    var in = new Varints.Reader(Arrays.copyOf(bytes, bytes.length - 1));

    assertThatThrownBy(in::read)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bytes end too early");
  }

  @Test
  void read_numberBeyond64Bits_isRefused() {
    byte[] eleven = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0};
    byte[] bit65 = {-1, -1, -1, -1, -1, -1, -1, -1, -1, 2};

    for (byte[] bytes : List.of(eleven, bit65)) {
      assertThatThrownBy(() -> new Varints.Reader(bytes).read())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a number is longer than 64 bits");
    }
  }

  @Test
  void read_numberWrittenTooLong_isRefused() {
    assertThatThrownBy(() -> new Varints.Reader(new byte[] {-128, 0}).read())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readSize_ofMoreThanFollows_isRefused() {
    var out = new Varints.Writer();
    out.write(3);
    out.write(1);
    out.write(1);

    assertThatThrownBy(() -> new Varints.Reader(out.toBytes()).readSize(100))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bytes claim 3 items, which do not follow");
    assertThatThrownBy(() -> new Varints.Reader(out.toBytes()).readSize(2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readSize_negative_isRefused() {
    var out = new Varints.Writer();
    out.write(-1);

    assertThatThrownBy(() -> new Varints.Reader(out.toBytes()).readSize(Integer.MAX_VALUE))
        .hasMessage("bytes claim 18446744073709551615 items, which do not follow");
  }

  @Test
  void expectEnd_beforeTheEnd_isRefused() {
    assertThatThrownBy(() -> new Varints.Reader(new byte[1]).expectEnd())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void reader_keepsItsOwnBytes() {
    byte[] bytes = {7};
    var in = new Varints.Reader(bytes);
    bytes[0] = 9;

    assertThat(in.read()).isEqualTo(7);
  }
}

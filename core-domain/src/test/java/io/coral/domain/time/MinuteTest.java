package io.coral.domain.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MinuteTest {

  @Property
  void ofUnixNano_isTheMinuteThatHoldsTheInstant(@ForAll long unixNano) {
    var instant = Instant.ofEpochSecond(0, unixNano);

    var minute = Minute.ofUnixNano(unixNano);

    assertThat(minute).isEqualTo(Minute.of(instant));
    assertThat(minute.start()).isBeforeOrEqualTo(instant);
    assertThat(minute.start().plusSeconds(60)).isAfter(instant);
  }

  @Test
  void before1970_roundsDownToo() {
    assertThat(Minute.ofUnixNano(-1).epochMinute()).isEqualTo(-1);
    assertThat(Minute.of(Instant.ofEpochSecond(-61)).epochMinute()).isEqualTo(-2);
  }

  @Test
  void extremes_throwRatherThanWrap() {
    assertThat(Minute.of(Instant.MIN).start()).isEqualTo(Instant.MIN);
    assertThat(Minute.of(Instant.MAX).start()).isBefore(Instant.MAX);
    assertThatThrownBy(() -> new Minute(Long.MAX_VALUE).start())
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> new Minute(Long.MIN_VALUE / 60).start())
        .isInstanceOf(DateTimeException.class);
  }

  @Test
  void isIn_countsTheFirstMinuteAndNotTheLast() {
    var window = new TimeWindow(new Minute(10).start(), new Minute(12).start());

    assertThat(new Minute(9).isIn(window)).isFalse();
    assertThat(new Minute(10).isIn(window)).isTrue();
    assertThat(new Minute(11).isIn(window)).isTrue();
    assertThat(new Minute(12).isIn(window)).isFalse();
    assertThat(new Minute(10)).isLessThan(new Minute(11));
  }
}

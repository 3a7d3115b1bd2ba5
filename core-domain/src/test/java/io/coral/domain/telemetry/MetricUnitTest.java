package io.coral.domain.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricUnitTest {

  @ParameterizedTest
  @CsvSource({
    "ns, nanoseconds, 1",
    "us, nanoseconds, 1000",
    "ms, nanoseconds, 1000000",
    "s, nanoseconds, 1000000000",
    "min, nanoseconds, 60000000000",
    "h, nanoseconds, 3600000000000",
    "d, nanoseconds, 86400000000000",
    "By, bytes, 1",
    "kBy, bytes, 1000",
    "KiBy, bytes, 1024",
    "MiBy, bytes, 1048576",
    "GiBy, bytes, 1073741824",
    "1, 1, 1",
    "{cpu}, {cpu}, 1",
    "'', '', 1",
    "S, S, 1"
  })
  void ofUcum_durationsAndBytesAreConverted(String code, String name, double ofOne) {
    var unit = MetricUnit.ofUcum(code);

    assertThat(unit.name()).isEqualTo(name);
    assertThat(unit.kept(1)).isEqualTo(ofOne);
  }

  @Test
  void ofUcum_hostileText_isCutToPrintableAscii() {
    assertThat(MetricUnit.ofUcum("{re\u001B[31mqü\n}").name()).isEqualTo("{re[31mq}");
    assertThat(MetricUnit.ofUcum("x".repeat(1_000)).name()).hasSize(63);
  }

  @Property
  void ofUcum_neverThrows(@ForAll String code) {
    assertThat(MetricUnit.ofUcum(code).name()).matches("[!-~]{0,63}|nanoseconds|bytes");
  }

  @Property
  void kept_isFinite(@ForAll double received) {
    assertThat(MetricUnit.ofUcum("h").kept(received)).isFinite();
  }

  @Test
  void unit_ofNoFactor_isABug() {
    for (double factor : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new MetricUnit("s", factor))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}

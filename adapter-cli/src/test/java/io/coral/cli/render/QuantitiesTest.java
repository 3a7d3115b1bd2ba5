package io.coral.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {

  @ParameterizedTest
  @CsvSource({
    "892100000,nanoseconds,892.1ms",
    "1523000000,nanoseconds,1.52s",
    "0,nanoseconds,0ns",
    "NaN,nanoseconds,NaNns",
    "512,bytes,512B",
    "1572864,bytes,1.5MiB",
    "1536,By,1.5KiB",
    "0.25,1,0.25",
    "12,{requests},12 {requests}",
    "1234567.8,'',1234570",
    "1e300,'',1.00000e+300",
  })
  void of_readsAsPeopleDo(double value, String unit, String text) {
    assertThat(Quantities.of(value, unit)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0,0.00%", "0.0012,0.12%", "0.00001,<0.01%", "0.99999,>99.99%", "1,100.00%"})
  void percent_neverReadsAsNothingOrAllWhatIsNot(double rate, String text) {
    assertThat(Quantities.percent(rate)).isEqualTo(text);
  }
}

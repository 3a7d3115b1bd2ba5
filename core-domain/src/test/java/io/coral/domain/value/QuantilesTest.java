package io.coral.domain.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantilesTest {
  @Test
  void of_keepsTheOrder() {
    assertThat(Quantiles.of(Quantile.P99, Quantile.P50).all())
        .containsExactly(Quantile.P99, Quantile.P50);
  }

  @Test
  void constructor_noneOrTooMany_isRefused() {
    assertThatThrownBy(() -> new Quantiles(List.of())).hasMessageContaining("got 0");
    assertThatThrownBy(
            () ->
                new Quantiles(
                    IntStream.rangeClosed(0, 16).mapToObj(i -> new Quantile(i / 16.0)).toList()))
        .hasMessageContaining("1 to 16")
        .hasMessageContaining("got 17");
  }

  @Test
  void constructor_oneTwice_isRefusedByName() {
    assertThatThrownBy(() -> new Quantiles(Collections.nCopies(2, Quantile.P99)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("quantile 0.99 is asked for twice");
  }
}

package io.coral.domain.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceSelectorTest {
  private static final ServiceInstance SHOP_IN_EU =
      new ServiceInstance(
          new ServiceName("shop"), new Label("retail"), new Label("eu"), new Label("pod-1"));

  @ParameterizedTest
  @CsvSource({
    "shop, '', '', true",
    "shop, retail, '', true",
    "shop, '', eu, true",
    "shop, retail, eu, true",
    "Shop, '', '', false",
    "shop, bank, '', false",
    "shop, retail, us, false",
    "pod-1, '', '', false"
  })
  void matches_narrowsByWhatIsGiven(String name, String namespace, String region, boolean matches) {
    var selector =
        new ServiceSelector(new ServiceName(name), new Label(namespace), new Label(region));

    assertThat(selector.matches(SHOP_IN_EU)).isEqualTo(matches);
  }

  @Test
  void of_isTheBareName() {
    assertThat(ServiceSelector.of("shop"))
        .isEqualTo(new ServiceSelector(new ServiceName("shop"), Label.NONE, Label.NONE));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1001, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void limit_outsideOfOneToAThousand_isRefused(int value) {
    assertThatThrownBy(() -> new Limit(value))
        .hasMessage("limit must be in [1, 1000], got " + value);
  }

  @Test
  void limit_atItsEnds() {
    assertThat(new Limit(1).value()).isEqualTo(1);
    assertThat(new Limit(1_000).value()).isEqualTo(1_000);
    assertThat(Limit.DEFAULT.value()).isEqualTo(10);
  }
}

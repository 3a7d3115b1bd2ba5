package io.coral.domain.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceScopeTest {
  private static final ServiceInstance SENDER =
      new ServiceInstance(
          new ServiceName("orders"), new Label("shop"), new Label("eu"), new Label("1"));

  @Test
  void matches_all_isEverySender() {
    assertThat(ServiceScope.all().matches(SENDER)).isTrue();
  }

  @Test
  void matches_labelsNarrowAlsoWithoutAName() {
    assertThat(any("shop", "").matches(SENDER)).isTrue();
    assertThat(any("shop", "us").matches(SENDER)).isFalse();
    assertThat(any("bank", "").matches(SENDER)).isFalse();
  }

  @Test
  void matches_name_isThatServiceOnly() {
    assertThat(ServiceScope.of(ServiceSelector.of("orders")).matches(SENDER)).isTrue();
    assertThat(ServiceScope.of(ServiceSelector.of("order")).matches(SENDER)).isFalse();
  }

  @Test
  void toString_isPartOfASentence() {
    assertThat(ServiceScope.all()).hasToString("any service");
    assertThat(any("shop", "eu")).hasToString("any service of namespace shop and region eu");
    assertThat(
            ServiceScope.of(
                new ServiceSelector(new ServiceName("orders"), Label.NONE, new Label("eu"))))
        .hasToString("orders of region eu");
  }

  private static ServiceScope any(String namespace, String region) {
    return new ServiceScope(Optional.empty(), new Label(namespace), new Label(region));
  }
}

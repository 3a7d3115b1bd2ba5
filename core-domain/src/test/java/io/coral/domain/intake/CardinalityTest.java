package io.coral.domain.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.coral.domain.telemetry.MetricIdentity;
import io.coral.domain.telemetry.MetricUnit;
import io.coral.domain.telemetry.NumberPoint;
import io.coral.domain.value.Label;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.ServiceInstance;
import io.coral.domain.value.ServiceName;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CardinalityTest {
  private final Cardinality cardinality = new Cardinality(new CardinalityLimits(2, 3, 2, 2, 8));

  @Test
  void admit_newService_upToTheLimit() {
    assertThat(cardinality.admit(sender("a", "1"))).isEmpty();
    assertThat(cardinality.admit(sender("b", "1"))).isEmpty();

    assertThat(cardinality.admit(sender("c", "1"))).contains("more than 2 services in an hour");
    assertThat(cardinality.admit(sender("a", "1"))).as("known already").isEmpty();
  }

  @Test
  void admit_newInstance_upToTheLimitOfItsService() {
    for (String instance : new String[] {"1", "2", "3"}) {
      assertThat(cardinality.admit(sender("a", instance))).isEmpty();
    }

    assertThat(cardinality.admit(sender("a", "4")))
        .contains("more than 3 instances of a in an hour");
    assertThat(cardinality.admit(sender("b", "4"))).isEmpty();
  }

  @Test
  void admit_newMetricAndNewSeries_upToTheirLimits() {
    for (String instance : new String[] {"1", "2", "3"}) {
      cardinality.admit(sender("a", instance));
    }

    assertThat(admitPoint("1", "load")).isEmpty();
    assertThat(admitPoint("2", "load")).isEmpty();
    assertThat(admitPoint("3", "load")).contains("more than 2 series of load of a in an hour");
    assertThat(admitPoint("3", "heat")).isEmpty();
    assertThat(admitPoint("1", "mood")).contains("more than 2 metrics of a in an hour");
    assertThat(admitPoint("1", "load")).as("known already").isEmpty();
  }

  @Test
  void admit_manyOfEach_endsAtTheTotal() {
    var few = new Cardinality(new CardinalityLimits(100, 100, 100, 100, 2));
    few.admit(sender("a", "1"));
    few.admit(sender("b", "1"));

    var full = Optional.of("more than 2 instances and series in an hour");
    assertThat(few.admit(sender("a", "2"))).isEqualTo(full);
    assertThat(few.admit(sender("c", "1"))).isEqualTo(full);
    assertThat(few.admit(point("1", "load"))).isEqualTo(full);
  }

  @Test
  void at_nextHour_beginsAnew() {
    cardinality.at(10);
    cardinality.admit(sender("a", "1"));
    cardinality.admit(sender("b", "1"));

    cardinality.at(10);
    assertThat(cardinality.admit(sender("c", "1"))).isPresent();
    cardinality.at(11);
    assertThat(cardinality.admit(sender("c", "1"))).isEmpty();
  }

  @Test
  void admit_pointOfASenderFromTheHourBefore_letsBothIn() {
    cardinality.at(10);
    cardinality.admit(sender("a", "1"));
    cardinality.at(11);

    assertThat(admitPoint("1", "load")).isEmpty();
    assertThat(admitPoint("2", "load")).isEmpty();
    assertThat(admitPoint("3", "load")).isPresent();
  }

  @Test
  void limits_notPositive_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new CardinalityLimits(1, 1, 1, 0, 1));
  }

  private Optional<String> admitPoint(String instance, String metric) {
    return cardinality.admit(point(instance, metric));
  }

  private static NumberPoint point(String instance, String metric) {
    return new NumberPoint(
        new MetricIdentity(
            sender("a", instance), new MetricName(metric), Label.NONE, MetricUnit.ofUcum("1")),
        1,
        0.5);
  }

  private static ServiceInstance sender(String service, String instance) {
    return new ServiceInstance(
        new ServiceName(service), Label.NONE, Label.NONE, new Label(instance));
  }
}

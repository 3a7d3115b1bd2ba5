package io.coral.ports.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.GetService;
import io.coral.domain.query.ListServices;
import io.coral.domain.query.ServiceInfo;
import io.coral.domain.value.Label;
import io.coral.domain.value.ServiceName;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How services are listed and looked up. */
public abstract class ServicesContract extends ColonyContract {

  @Test
  void listServices_emptyColony_isAnEmptyList() {
    assertThat(list(ListServices.all())).isEmpty();
  }

  @Test
  void listServices_hasOneRowForEachNameAndNamespace_inOrder() {
    given(
        new Telemetry()
            .request(Telemetry.sender("orders", "shop", "o1"), 1, "2026-03-01T11:00:00Z", 5)
            .request(Telemetry.sender("cart", "shop", "c1"), 2, "2026-03-01T11:00:00Z", 5)
            .request(Telemetry.sender("orders", "lab", "o9"), 3, "2026-03-01T11:00:00Z", 5)
            .request(Telemetry.sender("orders", "shop", "o1"), 4, "2026-03-01T11:05:00Z", 5));

    assertThat(list(ListServices.all()))
        .extracting(info -> info.name() + "/" + info.namespace())
        .containsExactly("cart/shop", "orders/lab", "orders/shop");
  }

  @Test
  void listServices_countsInstancesOverTheHourBeforeTheLastSpan() {
    given(
        new Telemetry()
            .request(Telemetry.sender("orders", "", "long-gone"), 1, "2026-03-01T09:59:59Z", 5)
            .request(Telemetry.sender("orders", "", "o1"), 2, "2026-03-01T10:01:00Z", 5)
            .request(Telemetry.sender("orders", "", "o2"), 3, "2026-03-01T10:30:00Z", 5)
            .request(Telemetry.sender("orders", "", "o2"), 4, "2026-03-01T11:00:10Z", 5));

    var orders = list(ListServices.all()).getFirst();

    assertThat(orders.instanceCount()).isEqualTo(2);
    assertThat(orders.lastSeen()).isEqualTo(Instant.parse("2026-03-01T11:01:00Z"));
  }

  @Test
  void listServices_joinsRegionsInOrder() {
    given(
        new Telemetry()
            .request(Telemetry.sender("orders", "", "us", "o1"), 1, "2026-03-01T11:00:00Z", 5)
            .request(Telemetry.sender("orders", "", "eu", "o2"), 2, "2026-03-01T11:00:00Z", 5));

    assertThat(list(ListServices.all()).getFirst().region()).isEqualTo("eu,us");
  }

  @Test
  void listServices_narrowsByNamespaceAndRegion() {
    given(
        new Telemetry()
            .request(Telemetry.sender("a", "shop", "eu", "1"), 1, "2026-03-01T11:00:00Z", 5)
            .request(Telemetry.sender("b", "shop", "us", "1"), 2, "2026-03-01T11:00:00Z", 5)
            .request(Telemetry.sender("c", "lab", "eu", "1"), 3, "2026-03-01T11:00:00Z", 5));

    assertThat(list(new ListServices(new Label("shop"), Label.NONE, false)))
        .extracting(info -> info.name().value())
        .containsExactly("a", "b");
    assertThat(list(new ListServices(Label.NONE, new Label("eu"), false)))
        .extracting(info -> info.name().value())
        .containsExactly("a", "c");
    assertThat(list(new ListServices(new Label("nowhere"), Label.NONE, false))).isEmpty();
  }

  @Test
  void listServices_hidesServicesWithMetricsOnly_unlessAsked() {
    given(
        new Telemetry()
            .request("orders", "2026-03-01T11:00:00Z", 5)
            .gauge("sidecar", "process.cpu.utilization", "1", "2026-03-01T11:00:00Z", 0.5));

    assertThat(list(ListServices.all())).hasSize(1);
    assertThat(list(new ListServices(Label.NONE, Label.NONE, true)))
        .extracting(info -> info.name().value())
        .containsExactly("orders", "sidecar");
  }

  @Test
  void getService_byBareName_mergesNamespaces() {
    given(
        new Telemetry()
            .request(Telemetry.sender("orders", "shop", "o1"), 1, "2026-03-01T11:00:00Z", 5)
            .request(Telemetry.sender("orders", "lab", "o2"), 2, "2026-03-01T11:00:00Z", 5));

    var orders = answerOf(colony().getService(asked("orders", "")));

    assertThat(orders.namespace()).isEqualTo("lab,shop");
    assertThat(orders.instanceCount()).isEqualTo(2);
    assertThat(answerOf(colony().getService(asked("orders", "lab"))).instanceCount()).isEqualTo(1);
  }

  @Test
  void getService_withMetricsOnly_isKnown() {
    given(
        new Telemetry()
            .gauge("sidecar", "process.cpu.utilization", "1", "2026-03-01T11:00:00Z", 0.5));

    assertThat(answerOf(colony().getService(asked("sidecar", ""))).instanceCount()).isEqualTo(1);
  }

  @Test
  void getService_unknownName_isNotFoundWithNearNames() {
    given(new Telemetry().request("payments", "2026-03-01T11:00:00Z", 5));

    assertThat(failureOf(colony().getService(asked("payment", ""))))
        .isEqualTo(
            new QueryFailure.NotFound(
                QueryFailure.NotFound.Kind.SERVICE, "payment", List.of("payments")));
  }

  @Test
  void getService_ofAnotherNamespace_isNotFound() {
    given(new Telemetry().request("payments", "2026-03-01T11:00:00Z", 5));

    assertThat(failureOf(colony().getService(asked("payments", "lab"))))
        .isInstanceOf(QueryFailure.NotFound.class);
  }

  private List<ServiceInfo> list(ListServices intent) {
    return answerOf(colony().listServices(intent)).services();
  }

  private static GetService asked(String name, String namespace) {
    return new GetService(new ServiceName(name), new Label(namespace));
  }
}

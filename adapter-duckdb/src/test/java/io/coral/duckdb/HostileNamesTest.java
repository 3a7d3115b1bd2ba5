package io.coral.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.query.FindSlowTraces;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.GetService;
import io.coral.domain.query.GetSystemMetrics;
import io.coral.domain.query.ListServices;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.Label;
import io.coral.domain.value.Limit;
import io.coral.domain.value.MetricName;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.ServiceName;
import io.coral.domain.value.ServiceSelector;
import io.coral.ports.contract.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that try to be more than names: each is found as it is, and finds nothing else. */
class HostileNamesTest {
  private static final QueryWindow WINDOW =
      new QueryWindow.Absolute(
          new TimeWindow(
              Instant.parse("2026-03-01T10:00:00Z"), Instant.parse("2026-03-01T12:00:00Z")));
  private static final String TIME = "2026-03-01T11:00:00Z";

  private final OpenColony colony = new OpenColony();

  static List<String> names() {
    return List.of(
        "'",
        "''",
        "a'b",
        "' OR 1=1 --",
        "'; DROP TABLE store.sender; --",
        "\\'; DROP TABLE store.sender; --",
        "\\",
        "a\\",
        "\"quoted\"",
        "$$dollar$$",
        "{0}",
        "{fn user()}",
        "?",
        ":name",
        "%",
        "_",
        "/* comment */",
        "-- comment",
        "e'\\x27'",
        "\u2019 \uFF07 \u02BC",
        "\uD83D\uDE00");
  }

  @BeforeEach
  void fill() {
    var telemetry = new Telemetry();
    for (String name : names()) {
      telemetry.request(Telemetry.sender(name, name, name, name), 1, TIME, 5);
      telemetry.gauge(name, name, name, TIME, 1);
    }
    colony.add(telemetry.deltas());
  }

  @AfterEach
  void close() {
    colony.close();
  }

  @ParameterizedTest
  @MethodSource("names")
  void isFoundAsItIs(String name) {
    var selector = new ServiceSelector(new ServiceName(name), new Label(name), new Label(name));
    var percentile =
        colony
            .queries()
            .getPercentile(
                new GetPercentile(
                    selector, GetPercentile.REQUEST_DURATION, new Quantile(1), WINDOW));
    assertThat(percentile.get().sampleCount()).isEqualTo(1);

    var gauge =
        colony
            .queries()
            .getPercentile(
                new GetPercentile(
                    ServiceSelector.of(name), new MetricName(name), new Quantile(1), WINDOW));
    assertThat(gauge.get().sampleCount()).isEqualTo(1);
    assertThat(gauge.get().unit()).isEqualTo(name);

    var service =
        colony.queries().getService(new GetService(new ServiceName(name), new Label(name))).get();
    assertThat(service.namespace()).isEqualTo(name);

    var traces =
        colony
            .queries()
            .findSlowTraces(
                new FindSlowTraces(Optional.of(selector), Duration.ZERO, WINDOW, Limit.DEFAULT));
    assertThat(traces.get().totalCount()).isEqualTo(1);
    assertThat(traces.get().traces().getFirst().service()).isEqualTo(name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void isNotFoundWhereItIsNot(String name) {
    var selector =
        new ServiceSelector(new ServiceName("x" + name), new Label(name), new Label(name));

    assertThat(colony.queries().getSystemMetrics(new GetSystemMetrics(selector, WINDOW)).getLeft())
        .isInstanceOf(QueryFailure.NotFound.class);
  }

  @Test
  void allAreListed() {
    assertThat(colony.queries().listServices(ListServices.all()).get().services())
        .extracting(service -> service.name().value())
        .containsExactlyInAnyOrderElementsOf(names());
  }
}

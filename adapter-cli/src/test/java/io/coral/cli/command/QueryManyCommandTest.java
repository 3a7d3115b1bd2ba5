package io.coral.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coral.cli.text.TextWidth;
import io.coral.ports.contract.InMemoryColony;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics of all services, and step by step. */
class QueryManyCommandTest {
  private static final String NONE = "note: 2 more services have no such data in the window\n";

  @TempDir private Path folder;
  private Coral coral;

  @BeforeEach
  void openTheShop() {
    var colony = new InMemoryColony(InstantSource.fixed(Coral.NOW));
    Shop.fill(colony);
    coral = new Coral(folder).withColony(colony);
  }

  @Test
  void metrics_alone_areAllServicesWithDataAtAGlance() {
    var outcome = coral.run("query", "metrics");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .matches(
            """
            SERVICE   METRIC +P50 +P95 +P99  ERROR RATE  REQUESTS
            orders    http.server.duration  23\\.0ms  23\\.0ms  23\\.0ms +0.00% +1
            payments  http.server.duration  3\\d\\.\\dms  4\\d\\.\\dms  4\\d\\.\\dms +0.50% +200
            """);
    assertThat(outcome.err()).isEqualTo(NONE);
  }

  @Test
  void metrics_ofOneServiceAmongAll_areWhatItHasAlone() throws IOException {
    JsonNode alone = json("query", "metrics", "payments", "-o", "json");
    JsonNode among = json("query", "metrics", "-o", "json").get("services").get(1);

    for (String member :
        List.of(
            "service",
            "unit",
            "p50",
            "p95",
            "p99",
            "sample_count",
            "source",
            "error_rate",
            "error_count",
            "request_count")) {
      assertThat(among.get(member)).as(member).isEqualTo(alone.get(member));
    }
  }

  @Test
  void metrics_percentileOfAll_isThatAlone() {
    assertThat(coral.run("query", "metrics", "--percentile", "99.9", "-o", "csv").out())
        .matches(
            """
            service,metric,unit,p99.9,sample_count\r
            orders,http.server.duration,nanoseconds,2.3E7,1\r
            payments,http.server.duration,nanoseconds,1.5\\d+E9,200\r
            """);
  }

  @Test
  void metrics_errorRateOfAll_isThatAlone() {
    assertThat(coral.run("query", "metrics", "--error-rate").out())
        .isEqualTo(
            """
            SERVICE   ERROR RATE  REQUESTS
            orders         0.00%         1
            payments       0.50%       200
            """);
  }

  @Test
  void metrics_ofAMetricThatNoOtherServiceSends() throws IOException {
    JsonNode json = json("query", "metrics", "--metric", "process.cpu.utilization", "-o", "json");

    assertThat(json.get("services")).hasSize(1);
    assertThat(json.at("/services/0/service").textValue()).isEqualTo("cache");
    assertThat(json.at("/services/0/p50").doubleValue()).isEqualTo(0.25);
    assertThat(json.at("/services/0/error_rate").isNull()).isTrue();
    assertThat(json.get("services_without_data").intValue()).isEqualTo(3);
  }

  @Test
  void step_ofOneService_isALineForEachStepWithData() {
    var outcome = coral.run("query", "metrics", "payments", "--error-rate", "--step", "10m");

    assertThat(outcome.out())
        .isEqualTo(
            """
            TIME                  ERROR RATE  REQUESTS
            2026-03-01T11:30:00Z       0.00%        69
            2026-03-01T11:40:00Z       0.00%        70
            2026-03-01T11:50:00Z       1.64%        61
            """);
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void step_ofAll_fitsATerminalWithItsTimes() {
    var outcome = coral.run("query", "metrics", "--step", "30m", "--window", "2h");

    assertThat(outcome.out().lines())
        .hasSize(3)
        .allMatch(line -> TextWidth.of(line) <= 80)
        .element(1)
        .asString()
        .startsWith("2026-03-01T11:30:00Z  orders");
    assertThat(outcome.err()).isEqualTo(NONE);
  }

  @Test
  void step_csv_hasAStartInEachLine() {
    assertThat(coral.run("query", "metrics", "--error-rate", "--step", "1h", "-o", "csv").out())
        .isEqualTo(
            """
            service,start,error_rate,error_count,request_count\r
            orders,2026-03-01T11:00:00Z,0.0,0,1\r
            payments,2026-03-01T11:00:00Z,0.005,1,200\r
            """);
  }

  @Test
  void step_json_isASeriesForEachService() throws IOException {
    JsonNode json =
        json("query", "metrics", "payments", "--percentile", "50", "--step", "15m", "-o", "json");

    assertThat(json.get("step_seconds").longValue()).isEqualTo(900);
    assertThat(json.at("/range/from").textValue()).isEqualTo("2026-03-01T11:00:00Z");
    assertThat(json.at("/range/to").textValue()).isEqualTo("2026-03-01T12:15:00Z");
    assertThat(json.at("/services/0/points")).hasSize(2);
    assertThat(json.at("/services/0/points/0/start").textValue()).isEqualTo("2026-03-01T11:30:00Z");
    assertThat(json.at("/services/0/points/0/unit").textValue()).isEqualTo("nanoseconds");
    assertThat(json.at("/services/0/points/0").has("error_rate")).isFalse();
  }

  @Test
  void nothingInTheWindow_isAnError_withTheLastData() {
    var outcome = coral.run("query", "metrics", "--from", "2026-03-01T09:00:00Z", "--to", "now-2h");

    assertThat(outcome.code()).isEqualTo(4);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .contains("no data for http.server.duration of any service")
        .contains("hint: ask with --from 2026-03-01T11:59:00Z");
  }

  @Test
  void stepThatIsNone_isAUsageError() {
    for (String step : List.of("30s", "0", "5", "1h30s")) {
      var outcome = coral.run("query", "metrics", "--step", step);

      assertThat(outcome.code()).as(step).isEqualTo(2);
      assertThat(outcome.err()).startsWith("coral: ").contains("--step");
    }
  }

  @Test
  void tooManyPoints_areRefused_withTheStepThatWouldDo() {
    var outcome = coral.run("query", "metrics", "--step", "1m", "--window", "30d");

    assertThat(outcome.code()).isEqualTo(6);
    assertThat(outcome.err()).contains("11000 points").contains("hint: take a step of 4m");
  }

  @Test
  void namespace_narrowsAll() {
    assertThat(coral.run("query", "metrics", "--namespace", "nowhere").err())
        .contains("any service of namespace nowhere");
  }

  private JsonNode json(String... arguments) throws IOException {
    return new ObjectMapper().readTree(coral.run(arguments).out());
  }
}

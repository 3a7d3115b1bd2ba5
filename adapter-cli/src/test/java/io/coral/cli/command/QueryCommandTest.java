package io.coral.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.coral.ports.contract.InMemoryColony;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryCommandTest {
  @TempDir private Path folder;
  private Coral coral;

  @BeforeEach
  void openTheShop() {
    var colony = new InMemoryColony(InstantSource.fixed(Coral.NOW));
    Shop.fill(colony);
    coral = new Coral(folder).withColony(colony);
  }

  @Test
  void services_isATable() {
    assertThat(coral.run("query", "services").out())
        .isEqualTo(
            """
            SERVICE    NAMESPACE  REGION  INSTANCES  LAST SEEN
            inventory                             1  2026-02-20T08:01:00Z
            orders                                1  2026-03-01T11:46:00Z
            payments                              1  2026-03-01T12:00:00Z
            """);
  }

  @Test
  void services_all_hasThoseWithMetricsOnly() {
    assertThat(coral.run("query", "services", "--all", "-o", "csv").out())
        .startsWith("name,namespace,region,instance_count,last_seen\r\ncache,\"\",\"\",1,");
  }

  @Test
  void services_none_isAnAnswer() {
    var outcome = coral.run("query", "services", "--namespace", "nowhere");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).isEqualTo("SERVICE  NAMESPACE  REGION  INSTANCES  LAST SEEN\n");
    assertThat(outcome.err()).isEqualTo("note: no services\n");
  }

  @Test
  void metrics_percentile_isTheBareValue() {
    var outcome =
        coral.run(
            "query",
            "metrics",
            "payments",
            "--metric",
            "http.server.duration",
            "--percentile",
            "99");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).matches("4[89]\\.\\dms\n");
  }

  @Test
  void metrics_percentile100_isTheMaximum() {
    assertThat(coral.run("query", "metrics", "payments", "--percentile", "100").out())
        .isEqualTo("1.52s\n");
  }

  @Test
  void metrics_json_hasTheExactValueAndWhatItIsOf() throws IOException {
    var json =
        new ObjectMapper()
            .readTree(
                coral
                    .run("query", "metrics", "payments", "--percentile", "99.9", "-o", "json")
                    .out());

    assertThat(json.get("service").textValue()).isEqualTo("payments");
    assertThat(json.get("percentile").decimalValue()).isEqualByComparingTo("99.9");
    assertThat(json.get("value").doubleValue()).isCloseTo(1_523e6, withinPercentage(1));
    assertThat(json.get("unit").textValue()).isEqualTo("nanoseconds");
    assertThat(json.get("sample_count").longValue()).isEqualTo(200);
    assertThat(json.at("/range/to").textValue()).isEqualTo("2026-03-01T12:01:00Z");
  }

  @Test
  void metrics_errorRate_isTheBareShare() {
    assertThat(coral.run("query", "metrics", "payments", "--error-rate").out())
        .isEqualTo("0.50%\n");
    assertThat(coral.run("query", "metrics", "payments", "--error-rate", "-o", "csv").out())
        .isEqualTo("service,rate,error_count,request_count\r\npayments,0.005,1,200\r\n");
  }

  @Test
  void metrics_alone_isTheServiceAtAGlance() {
    assertThat(coral.run("query", "metrics", "payments").out())
        .matches(
            """
            SERVICE   METRIC +P50 +P95 +P99  ERROR RATE  REQUESTS
            payments  http.server.duration  3\\d\\.\\dms  4\\d\\.\\dms  4\\d\\.\\dms +0.50% +200
            """);
  }

  @Test
  void traces_slow_areSlowestFirst() {
    var outcome =
        coral.run(
            "query",
            "traces",
            "payments",
            "--slow",
            "--threshold",
            "49ms",
            "--limit",
            "2",
            "-o",
            "csv");

    assertThat(outcome.out().lines().skip(1))
        .hasSize(2)
        .first()
        .asString()
        .contains(",payments,1523000000,2026-03-01T11:59:00Z,");
    assertThat(outcome.err()).contains("note: 2 of ");
  }

  @Test
  void traces_none_isAnAnswer() {
    var outcome = coral.run("query", "traces", "orders", "--errors", "--window", "1h");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).startsWith("note: no such traces in 2026-03-01T11:00:00Z..");
  }

  @Test
  void absoluteRange_isAsked() {
    assertThat(
            coral
                .run(
                    "query",
                    "metrics",
                    "inventory",
                    "--percentile",
                    "50",
                    "--from",
                    "2026-02-20T08:00:00Z",
                    "--to",
                    "2026-02-20T09:00:00Z")
                .out())
        .isEqualTo("5.0ms\n");
    assertThat(
            coral
                .run(
                    "query",
                    "metrics",
                    "payments",
                    "--error-rate",
                    "--from",
                    "now-40m",
                    "--to",
                    "now-2m")
                .code())
        .isZero();
  }

  @Test
  void colony_isTheOption_elseTheVariable_elseLocalhost() {
    coral.run("query", "services");
    coral.withVariable("CORAL_COLONY_ADDR", "127.0.0.2:9191").run("query", "services");
    coral.run("query", "services", "--colony", "[::1]:9292");

    assertThat(coral.connected())
        .extracting(InetSocketAddress::getPort)
        .containsExactly(9090, 9191, 9292);
  }

  @Test
  void table_onAWideTerminal_usesIt_withHeadersThatStandOut() {
    var wide = coral.onTerminal(200).run("query", "traces", "payments", "--slow");

    assertThat(wide.out()).startsWith("\u001b[1mTRACE ID").contains("ROOT", "SPANS", "ERRORS");
  }
}

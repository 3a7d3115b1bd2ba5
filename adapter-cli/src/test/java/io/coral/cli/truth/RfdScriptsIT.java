package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.cli.truth.CoralProcess.Colony;
import io.coral.cli.truth.CoralProcess.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RFD 076's own scripts and command lines, word for word, against a colony process. */
class RfdScriptsIT {
  private static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath().normalize();

  @TempDir static Path folder;
  private static Colony colony;

  @BeforeAll
  static void startColony() throws IOException {
    Path otlp = folder.resolve("shop.jsonl");
    Files.write(otlp, ShopTelemetry.lines(Instant.now()));
    Outcome imported = CoralProcess.run(folder, "import", "--db", "shop.duckdb", otlp.toString());
    assertThat(imported.exitCode()).as(imported.stderr()).isZero();
    colony = Colony.start(folder.resolve("shop.duckdb"));
  }

  @AfterAll
  static void stopColony() {
    colony.close();
  }

  @Test
  void latencyReport() {
    var outcome = script("latency-report.ts");

    assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
    assertThat(outcome.stdout())
        .startsWith("Service Latency Report\n\ninventory:\n  P99: ")
        .contains("payments:\n  P99: 10")
        .contains("  Error Rate: 10.00%\n  ⚠️  High latency detected!\n")
        .contains("inventory:\n  P99: 20")
        .contains("  Error Rate: 0.00%\n");
  }

  @Test
  void correlationAnalysis() {
    var outcome = script("correlation-analysis.ts");

    assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
    assertThat(outcome.stdout())
        .startsWith("⚠️  Cascading failure detected!\n  payments: ")
        .contains("% errors, CPU: 82%, Memory: 91%\n")
        .contains("  orders: ")
        .doesNotContain("inventory");
  }

  @Test
  void checkLatency() {
    var outcome = script("check-latency.ts");

    assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
    assertThat(outcome.stdout())
        .startsWith("Services with high latency (>500ms):\n\npayments: 10")
        .doesNotContain("orders");
  }

  @Test
  void theWholeSdkListing() {
    var outcome = script("sdk-tour.ts");

    assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
    assertThat(outcome.stdout())
        .contains("payments ()")
        .contains("CPU: 82%\nMemory: 91%\n")
        .contains("Script started");
    assertThat(outcome.stderr()).isEqualTo("Something went wrong\n");
  }

  @Test
  void latencyCheckWithItsParameter() {
    assertThat(script("latency-check.ts", "--param", "threshold=500").stdout())
        .contains("payments")
        .doesNotContain("inventory");
    assertThat(script("latency-check.ts", "--param", "threshold=100").stdout()).contains("orders");
  }

  @Test
  void queryServices() {
    var outcome = query("services");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.stdout()).contains("inventory").contains("orders").contains("payments");
  }

  @Test
  void queryMetrics() {
    var p99 =
        query("metrics", "payments", "--metric", "http.server.duration", "--percentile", "99");

    assertThat(p99.exitCode()).isZero();
    assertThat(p99.stdout()).matches("1\\.\\d+s\n");
    assertThat(query("metrics", "payments", "--error-rate", "--window", "5m").stdout())
        .matches("\\d+\\.\\d\\d%\n");
  }

  @Test
  void queryTraces() {
    var slow = query("traces", "payments", "--slow", "--threshold", "500ms", "--limit", "10");

    assertThat(slow.exitCode()).isZero();
    assertThat(slow.stdout().lines()).hasSize(11);
    assertThat(query("traces", "payments", "--errors", "--window", "1h").stdout())
        .contains("payments");
  }

  @Test
  void querySql() {
    var outcome =
        query(
            "sql",
            "SELECT service_name, AVG(p99_duration_ns) FROM service_summary GROUP BY service_name");

    assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
    assertThat(outcome.stdout()).contains("payments").contains("orders").contains("inventory");
    assertThat(outcome.stderr()).contains("note:");
  }

  @Test
  void theExamplesAreTheRfdsOwn() throws IOException {
    // A second copy to compare with would be the same text; its tell-tale lines are enough to
    // notice
    // that somebody has edited one.
    assertThat(Files.readString(EXAMPLES.resolve("latency-report.ts")))
        .contains(
            "const p99 = await coral.metrics.getPercentile(svc.name, \"http.server.duration\", 0.99);")
        .contains("    if (p99 > 500_000_000) {\n");
    assertThat(Files.readString(EXAMPLES.resolve("correlation-analysis.ts")))
        .contains("const unhealthy = results.filter(r => r.errorRate > 0.01);");
  }

  private static Outcome script(String name, String... more) {
    String[] arguments = new String[4 + more.length];
    arguments[0] = "run";
    arguments[1] = "--colony";
    arguments[2] = colony.address();
    arguments[3] = EXAMPLES.resolve(name).toString();
    System.arraycopy(more, 0, arguments, 4, more.length);
    return CoralProcess.run(EXAMPLES, arguments);
  }

  private static Outcome query(String... question) {
    String[] arguments = new String[3 + question.length];
    arguments[0] = "query";
    System.arraycopy(question, 0, arguments, 1, question.length);
    arguments[1 + question.length] = "--colony";
    arguments[2 + question.length] = colony.address();
    return CoralProcess.run(folder, arguments);
  }
}

package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.inject.Guice;
import io.coral.cli.truth.CoralProcess.Colony;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.ListServices;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.ServiceSelector;
import io.coral.grpc.GrpcModule;
import io.coral.ports.ColonyClients;
import io.coral.ports.ColonyQueries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same question by command line, script, SQL and Java: the same numbers. */
class FourSurfacesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FROM = "2023-01-29T09:20:00Z";
  private static final String TO = "2023-01-29T10:01:00Z";
  private static final QueryWindow WINDOW =
      new QueryWindow.Absolute(new TimeWindow(Instant.parse(FROM), Instant.parse(TO)));

  /** What is asked of each service. */
  private record Numbers(double p99, long requests, long errors, double errorRate) {}

  @TempDir static Path folder;
  private static Colony colony;

  @BeforeAll
  static void startColony() {
    var imported =
        CoralProcess.run(
            folder,
            "import",
            "--db",
            "tickets.duckdb",
            Recording.file("traces.otlp.jsonl.gz").toAbsolutePath().toString());
    assertThat(imported.exitCode()).as(imported.stderr()).isZero();
    colony = Colony.start(folder.resolve("tickets.duckdb"));
  }

  @AfterAll
  static void stopColony() {
    colony.close();
  }

  @Test
  void allFourAgree() {
    Map<String, Numbers> java = byJava();

    assertThat(java).hasSize(28);
    assertThat(byScript()).isEqualTo(java);
    assertThat(byCommandLine(java.keySet().iterator().next()))
        .isEqualTo(java.values().iterator().next());
    bySql()
        .forEach(
            (service, numbers) -> {
              Numbers expected = java.get(service);
              assertThat(numbers.requests()).isEqualTo(expected.requests());
              assertThat(numbers.errors()).isEqualTo(expected.errors());
              assertThat(numbers.errorRate()).isEqualTo(expected.errorRate());
              // Two implementations of the same power of two may differ in the last digit.
              assertThat(numbers.p99()).isCloseTo(expected.p99(), withPercentage(1e-10));
            });
    assertThat(bySql().keySet()).isEqualTo(java.keySet());
  }

  private static Map<String, Numbers> byJava() {
    String address = colony.address();
    int colon = address.lastIndexOf(':');
    var clients =
        Guice.createInjector(
                new GrpcModule(),
                binder -> binder.bind(InstantSource.class).toInstance(InstantSource.system()))
            .getInstance(ColonyClients.class);
    var numbers = new TreeMap<String, Numbers>();
    try (var client =
        clients.connect(
            new InetSocketAddress(
                address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
            Optional.empty())) {
      ColonyQueries queries = client.queries();
      for (var service : queries.listServices(ListServices.all()).get().services()) {
        var selector = ServiceSelector.of(service.name().value());
        var rate = queries.getErrorRate(new GetErrorRate(selector, WINDOW)).get();
        var p99 =
            queries
                .getPercentile(
                    new GetPercentile(
                        selector, GetPercentile.REQUEST_DURATION, Quantile.P99, WINDOW))
                .get();
        numbers.put(
            service.name().value(),
            new Numbers(p99.value(), rate.requestCount(), rate.errorCount(), rate.rate()));
      }
    }
    return numbers;
  }

  private static Map<String, Numbers> byScript() {
    Path script = folder.resolve("numbers.ts");
    try {
      Files.writeString(
          script,
          """
          import * as coral from "@coral/sdk";
          const range = { from: "%s", to: "%s" };
          const numbers: Record<string, unknown> = {};
          for (const svc of await coral.services.list()) {
            const p99 = await coral.metrics.getP99(svc.name, "http.server.duration", range);
            const errors = await coral.metrics.getErrorRateDetailed(svc.name, range);
            numbers[svc.name] = { p99, ...errors };
          }
          console.log(JSON.stringify(numbers));
          """
              .formatted(FROM, TO));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var numbers = new TreeMap<String, Numbers>();
    json("run", "numbers.ts", "--colony", colony.address())
        .properties()
        .forEach(
            service ->
                numbers.put(
                    service.getKey(),
                    new Numbers(
                        service.getValue().get("p99").asDouble(),
                        service.getValue().get("totalCount").asLong(),
                        service.getValue().get("errorCount").asLong(),
                        service.getValue().get("rate").asDouble())));
    return numbers;
  }

  private static Numbers byCommandLine(String service) {
    var p99 =
        json(
            "query",
            "metrics",
            service,
            "--percentile",
            "99",
            "--from",
            FROM,
            "--to",
            TO,
            "-o",
            "json",
            "--colony",
            colony.address());
    var rate =
        json(
            "query",
            "metrics",
            service,
            "--error-rate",
            "--from",
            FROM,
            "--to",
            TO,
            "-o",
            "json",
            "--colony",
            colony.address());
    return new Numbers(
        p99.get("value").asDouble(),
        rate.get("request_count").asLong(),
        rate.get("error_count").asLong(),
        rate.get("rate").asDouble());
  }

  private static Map<String, Numbers> bySql() {
    var rows =
        json(
                "query",
                "sql",
                """
                WITH counts AS (
                  SELECT service_name, sum(request_count) AS requests, sum(error_count) AS errors
                  FROM service_summary
                  GROUP BY service_name
                )
                SELECT service_name, requests, errors, errors / requests AS rate, value
                FROM counts JOIN service_percentiles(0.99) USING (service_name)
                WHERE metric = 'http.server.duration'
                """,
                "--from",
                FROM,
                "--to",
                TO,
                "-o",
                "json",
                "--colony",
                colony.address())
            .get("rows");
    var numbers = new TreeMap<String, Numbers>();
    rows.forEach(
        row ->
            numbers.put(
                row.get("service_name").asText(),
                new Numbers(
                    row.get("value").asDouble(),
                    row.get("requests").asLong(),
                    row.get("errors").asLong(),
                    row.get("rate").asDouble())));
    return numbers;
  }

  private static JsonNode json(String... arguments) {
    var outcome = CoralProcess.run(folder, arguments);
    assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
    try {
      return JSON.readTree(outcome.stdout());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.coral.cli.truth;

import com.fasterxml.jackson.databind.JsonNode;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.ListServices;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.ServiceSelector;
import io.coral.ports.ColonyQueries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The same numbers of each service, asked for in four ways. */
record ServiceNumbers(Surfaces surfaces) {
  static final String FROM = "2023-01-29T09:20:00Z";
  static final String TO = "2023-01-29T10:01:00Z";
  private static final QueryWindow WINDOW =
      new QueryWindow.Absolute(new TimeWindow(Instant.parse(FROM), Instant.parse(TO)));

  /** What is asked of each service. */
  record Numbers(double p99, long requests, long errors, double errorRate) {}

  Map<String, Numbers> byJava() {
    return surfaces.asked(ServiceNumbers::numbers);
  }

  private static Map<String, Numbers> numbers(ColonyQueries queries) {
    var numbers = new TreeMap<String, Numbers>();
    for (var service : queries.listServices(ListServices.all()).get().services()) {
      var selector = ServiceSelector.of(service.name().value());
      var rate = queries.getErrorRate(new GetErrorRate(selector, WINDOW)).get();
      var p99 =
          queries
              .getPercentile(
                  new GetPercentile(selector, GetPercentile.REQUEST_DURATION, Quantile.P99, WINDOW))
              .get();
      numbers.put(
          service.name().value(),
          new Numbers(p99.value(), rate.requestCount(), rate.errorCount(), rate.rate()));
    }
    return numbers;
  }

  Map<String, Numbers> byScript() {
    surfaces.write(
        "numbers.ts",
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
    var numbers = new TreeMap<String, Numbers>();
    surfaces
        .json("run", "numbers.ts", "--colony", surfaces.colony().address())
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

  Numbers byCommandLine(String service) {
    var p99 = metrics(service, "--percentile", "99");
    var rate = metrics(service, "--error-rate");
    return new Numbers(
        p99.get("value").asDouble(),
        rate.get("request_count").asLong(),
        rate.get("error_count").asLong(),
        rate.get("rate").asDouble());
  }

  private JsonNode metrics(String service, String... what) {
    List<String> arguments = new ArrayList<>(List.of("query", "metrics", service));
    arguments.addAll(List.of(what));
    arguments.addAll(List.of("--from", FROM, "--to", TO, "-o", "json"));
    arguments.addAll(List.of("--colony", surfaces.colony().address()));
    return surfaces.json(arguments.toArray(String[]::new));
  }

  Map<String, Numbers> manyByCommandLine() {
    var numbers = new TreeMap<String, Numbers>();
    surfaces
        .json(
            "query",
            "metrics",
            "--from",
            FROM,
            "--to",
            TO,
            "-o",
            "json",
            "--colony",
            surfaces.colony().address())
        .get("services")
        .forEach(
            service ->
                numbers.put(
                    service.get("service").asText(),
                    new Numbers(
                        service.get("p99").asDouble(),
                        service.get("request_count").asLong(),
                        service.get("error_count").asLong(),
                        service.get("error_rate").asDouble())));
    return numbers;
  }

  Map<String, Numbers> manyByScript() {
    surfaces.write(
        "many.ts",
        """
        import * as coral from "@coral/sdk";
        const range = { from: "%s", to: "%s" };
        const p99s = await coral.metrics.getPercentiles({ quantiles: [0.99], ...range });
        const rates = await coral.metrics.getErrorRates(range);
        const errors = new Map(rates.map((rate) => [rate.service, rate]));
        const lines = p99s.map(({ service, values: [p99] }) => {
          return { p99, ...errors.get(service) };
        });
        console.log(JSON.stringify(lines));
        """
            .formatted(FROM, TO));
    var numbers = new TreeMap<String, Numbers>();
    surfaces
        .json("run", "many.ts", "--colony", surfaces.colony().address())
        .forEach(
            line ->
                numbers.put(
                    line.get("service").asText(),
                    new Numbers(
                        line.get("p99").asDouble(),
                        line.get("totalCount").asLong(),
                        line.get("errorCount").asLong(),
                        line.get("rate").asDouble())));
    return numbers;
  }

  Map<String, Numbers> bySql() {
    var rows =
        surfaces
            .json(
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
                surfaces.colony().address())
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
}

package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.inject.Guice;
import io.coral.cli.truth.CoralProcess.Colony;
import io.coral.domain.query.ExecuteSql;
import io.coral.domain.query.GetErrorRate;
import io.coral.domain.query.GetPercentile;
import io.coral.domain.query.ListServices;
import io.coral.domain.query.Note;
import io.coral.domain.query.SqlHead;
import io.coral.domain.query.StreamSql;
import io.coral.domain.sql.RowLimit;
import io.coral.domain.sql.SqlBatch;
import io.coral.domain.sql.SqlParameters;
import io.coral.domain.sql.SqlStatement;
import io.coral.domain.sql.SqlText;
import io.coral.domain.sql.SqlValue;
import io.coral.domain.sql.StreamLimit;
import io.coral.domain.time.QueryWindow;
import io.coral.domain.time.TimeWindow;
import io.coral.domain.value.Quantile;
import io.coral.domain.value.ServiceSelector;
import io.coral.grpc.GrpcModule;
import io.coral.ports.ColonyClients;
import io.coral.ports.ColonyQueries;
import io.coral.ports.SqlSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
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

  @Test
  void allServicesInOneQuestion_haveTheNumbersOfEachAlone() {
    Map<String, Numbers> alone = byJava();

    assertThat(manyByCommandLine()).isEqualTo(alone);
    assertThat(manyByScript()).isEqualTo(alone);
  }

  /** A statement that brings its own window and takes the rest as parameters. */
  @Test
  void statementWithParameters_hasTheSameRowsEverywhere() {
    String text =
        "SELECT service_name, sum(request_count)::BIGINT AS requests, sum(error_count)::BIGINT AS"
            + " errors FROM service_summary WHERE timestamp >= TIMESTAMPTZ '"
            + FROM
            + "' AND timestamp < $to AND service_name <> $without GROUP BY service_name"
            + " ORDER BY service_name";
    String without = byJava().keySet().iterator().next();
    var statement =
        new SqlStatement(
            new SqlText(text),
            new SqlParameters(
                Map.of("to", new SqlValue.Text(TO), "without", new SqlValue.Text(without))),
            Optional.empty());
    List<List<SqlValue>> streamed = new ArrayList<>();

    List<List<SqlValue>> atOnce =
        asked(queries -> queries.executeSql(new ExecuteSql(statement, RowLimit.DEFAULT)))
            .get()
            .rows();
    var end =
        asked(
                queries ->
                    queries.streamSql(
                        new StreamSql(statement, StreamLimit.DEFAULT), into(streamed)))
            .get();
    JsonNode written =
        json(
            "query",
            "sql",
            text,
            "--param",
            "to=" + TO,
            "--param",
            "without=" + without,
            "-o",
            "json",
            "--colony",
            colony.address());

    assertThat(atOnce).hasSize(27);
    assertThat(streamed).isEqualTo(atOnce);
    assertThat(end.notes())
        .extracting(Note::code)
        .contains(Note.Code.TIME_RANGE_FROM_QUERY)
        .doesNotContain(Note.Code.TRUNCATED);
    assertThat(written.at("/range/from").textValue()).isEqualTo(FROM);
    assertThat(written.at("/notes/0/code").textValue()).isEqualTo("TIME_RANGE_FROM_QUERY");
    var rows = new ArrayList<List<SqlValue>>();
    written
        .get("rows")
        .forEach(
            row ->
                rows.add(
                    List.of(
                        new SqlValue.Text(row.get("service_name").textValue()),
                        new SqlValue.Int64(row.get("requests").longValue()),
                        new SqlValue.Int64(row.get("errors").longValue()))));
    assertThat(rows).isEqualTo(atOnce);
    JsonNode scripted = scripted(text, without);
    assertThat(scripted.get("streamed")).isEqualTo(scripted.get("queried"));
    assertThat(scripted.get("queried")).isEqualTo(written.get("rows"));
    assertThat(scripted.at("/notes/0/code").textValue()).isEqualTo("TIME_RANGE_FROM_QUERY");
    assertThat(scripted.get("rowCount").intValue()).isEqualTo(27);
    Map<String, Numbers> java = byJava();
    assertThat(atOnce)
        .allSatisfy(
            row -> {
              Numbers expected = java.get(((SqlValue.Text) row.getFirst()).value());
              assertThat(row.get(1)).isEqualTo(new SqlValue.Int64(expected.requests()));
              assertThat(row.get(2)).isEqualTo(new SqlValue.Int64(expected.errors()));
            });
  }

  /** What a script gets for a statement, at once and as a stream. */
  private static JsonNode scripted(String text, String without) {
    write(
        "statement.ts",
        """
        import * as coral from "@coral/sdk";
        const text = coral.params.string("text");
        const params = { to: new Date("%s"), without: coral.params.string("without") };
        const queried = await coral.db.query(text, { params });
        const stream = coral.db.stream(text, { params });
        const streamed = [];
        for await (const row of stream) {
          streamed.push(row);
        }
        const { rowCount, notes } = stream.stats;
        console.log(JSON.stringify({ queried, streamed, rowCount, notes }));
        """
            .formatted(TO));
    return json(
        "run",
        "statement.ts",
        "--param",
        "text=" + text,
        "--param",
        "without=" + without,
        "--colony",
        colony.address());
  }

  private static void write(String name, String script) {
    try {
      Files.writeString(folder.resolve(name), script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SqlSink into(List<List<SqlValue>> rows) {
    return new SqlSink() {
      @Override
      public void head(SqlHead head) {}

      @Override
      public boolean rows(SqlBatch batch) {
        for (int row = 0; row < batch.rows(); row++) {
          rows.add(batch.row(row));
        }
        return true;
      }
    };
  }

  private static <A> A asked(Function<ColonyQueries, A> question) {
    String address = colony.address();
    int colon = address.lastIndexOf(':');
    var clients =
        Guice.createInjector(
                new GrpcModule(),
                binder -> binder.bind(InstantSource.class).toInstance(InstantSource.system()))
            .getInstance(ColonyClients.class);
    try (var client =
        clients.connect(
            new InetSocketAddress(
                address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
            Optional.empty())) {
      return question.apply(client.queries());
    }
  }

  private static Map<String, Numbers> byJava() {
    return asked(FourSurfacesIT::numbers);
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

  private static Map<String, Numbers> byScript() {
    write(
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

  private static Map<String, Numbers> manyByCommandLine() {
    var numbers = new TreeMap<String, Numbers>();
    json("query", "metrics", "--from", FROM, "--to", TO, "-o", "json", "--colony", colony.address())
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

  private static Map<String, Numbers> manyByScript() {
    write(
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
    json("run", "many.ts", "--colony", colony.address())
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

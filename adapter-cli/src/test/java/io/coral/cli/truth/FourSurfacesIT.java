package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import io.coral.cli.truth.CoralProcess.Colony;
import io.coral.domain.query.ExecuteSql;
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
import io.coral.ports.SqlSink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same question by command line, script, SQL and Java: the same numbers. */
class FourSurfacesIT {
  @TempDir static Path folder;
  private static Surfaces surfaces;
  private static ServiceNumbers numbers;

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
    surfaces = new Surfaces(folder, Colony.start(folder.resolve("tickets.duckdb")));
    numbers = new ServiceNumbers(surfaces);
  }

  @AfterAll
  static void stopColony() {
    surfaces.colony().close();
  }

  @Test
  void allFourAgree() {
    Map<String, ServiceNumbers.Numbers> java = numbers.byJava();

    assertThat(java).hasSize(28);
    assertThat(numbers.byScript()).isEqualTo(java);
    assertThat(numbers.byCommandLine(java.keySet().iterator().next()))
        .isEqualTo(java.values().iterator().next());
    numbers
        .bySql()
        .forEach(
            (service, found) -> {
              ServiceNumbers.Numbers expected = java.get(service);
              assertThat(found.requests()).isEqualTo(expected.requests());
              assertThat(found.errors()).isEqualTo(expected.errors());
              assertThat(found.errorRate()).isEqualTo(expected.errorRate());
              // Two implementations of the same power of two may differ in the last digit.
              assertThat(found.p99()).isCloseTo(expected.p99(), withPercentage(1e-10));
            });
    assertThat(numbers.bySql().keySet()).isEqualTo(java.keySet());
  }

  @Test
  void allServicesInOneQuestion_haveTheNumbersOfEachAlone() {
    Map<String, ServiceNumbers.Numbers> alone = numbers.byJava();

    assertThat(numbers.manyByCommandLine()).isEqualTo(alone);
    assertThat(numbers.manyByScript()).isEqualTo(alone);
  }

  /** A statement that brings its own window and takes the rest as parameters. */
  @Test
  void statementWithParameters_hasTheSameRowsEverywhere() {
    String text =
        "SELECT service_name, sum(request_count)::BIGINT AS requests, sum(error_count)::BIGINT AS"
            + " errors FROM service_summary WHERE timestamp >= TIMESTAMPTZ '"
            + ServiceNumbers.FROM
            + "' AND timestamp < $to AND service_name <> $without GROUP BY service_name"
            + " ORDER BY service_name";
    String without = numbers.byJava().keySet().iterator().next();
    var statement =
        new SqlStatement(
            new SqlText(text),
            new SqlParameters(
                Map.of(
                    "to",
                    new SqlValue.Text(ServiceNumbers.TO),
                    "without",
                    new SqlValue.Text(without))),
            Optional.empty());
    List<List<SqlValue>> streamed = new ArrayList<>();

    List<List<SqlValue>> atOnce =
        surfaces
            .asked(queries -> queries.executeSql(new ExecuteSql(statement, RowLimit.DEFAULT)))
            .get()
            .rows();
    var end =
        surfaces
            .asked(
                queries ->
                    queries.streamSql(
                        new StreamSql(statement, StreamLimit.DEFAULT), into(streamed)))
            .get();
    JsonNode written =
        surfaces.json(
            "query",
            "sql",
            text,
            "--param",
            "to=" + ServiceNumbers.TO,
            "--param",
            "without=" + without,
            "-o",
            "json",
            "--colony",
            surfaces.colony().address());

    assertThat(atOnce).hasSize(27);
    assertThat(streamed).isEqualTo(atOnce);
    assertThat(end.notes())
        .extracting(Note::code)
        .contains(Note.Code.TIME_RANGE_FROM_QUERY)
        .doesNotContain(Note.Code.TRUNCATED);
    assertThat(written.at("/range/from").textValue()).isEqualTo(ServiceNumbers.FROM);
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
    Map<String, ServiceNumbers.Numbers> java = numbers.byJava();
    assertThat(atOnce)
        .allSatisfy(
            row -> {
              ServiceNumbers.Numbers expected = java.get(((SqlValue.Text) row.getFirst()).value());
              assertThat(row.get(1)).isEqualTo(new SqlValue.Int64(expected.requests()));
              assertThat(row.get(2)).isEqualTo(new SqlValue.Int64(expected.errors()));
            });
  }

  /** What a script gets for a statement, at once and as a stream. */
  private static JsonNode scripted(String text, String without) {
    surfaces.write(
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
            .formatted(ServiceNumbers.TO));
    return surfaces.json(
        "run",
        "statement.ts",
        "--param",
        "text=" + text,
        "--param",
        "without=" + without,
        "--colony",
        surfaces.colony().address());
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
}

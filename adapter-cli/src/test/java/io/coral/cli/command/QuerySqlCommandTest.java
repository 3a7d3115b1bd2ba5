package io.coral.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coral.ports.ColonyStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQL from the command line, by the guard and the engine that a colony has. */
class QuerySqlCommandTest {
  private static final String MANY =
      "SELECT a.i, b.i AS j FROM generate_series(1, 200) a(i), generate_series(1, 200) b(i)";

  @TempDir private Path folder;
  private Coral coral;
  private ColonyStore store;

  @BeforeEach
  void openTheShop() {
    coral = new Coral(folder);
    store = coral.stores().inMemory();
    Shop.fill(store.writer());
    coral.withColony(store.queries());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void sql_isWrittenInEachFormat() throws IOException {
    String statement =
        "SELECT service_name, sum(request_count)::BIGINT AS requests, max(max_duration_ns) AS max_ns"
            + " FROM service_summary GROUP BY service_name ORDER BY service_name";

    var table = coral.run("query", "sql", statement);
    var csv = coral.run("query", "sql", statement, "-o", "csv");
    JsonNode json = json("query", "sql", statement, "-o", "json");

    assertThat(table.out())
        .isEqualTo(
            """
            service_name  requests  max_ns
            orders               1  23.0ms
            payments           200   1.52s
            """);
    assertThat(table.err()).startsWith("note: ").contains("2026-03-01T11:");
    assertThat(csv.out())
        .isEqualTo(
            "service_name,requests,max_ns\r\norders,1,23000000\r\npayments,200,1523000000\r\n");
    assertThat(json.at("/rows/1/max_ns").longValue()).isEqualTo(1_523_000_000);
    assertThat(json.at("/columns/1/type").textValue()).isEqualTo("BIGINT");
    assertThat(json.at("/truncated").booleanValue()).isFalse();
    assertThat(json.at("/row_limit").longValue()).isEqualTo(10_000);
    assertThat(json.at("/notes/0/code").textValue()).isEqualTo("TIME_RANGE_APPLIED");
  }

  @Test
  void sql_withoutRows_isAnAnswer() throws IOException {
    String statement = "SELECT service_name FROM service_summary WHERE request_count < 0";

    assertThat(coral.run("query", "sql", statement).out()).isEqualTo("service_name\n");
    assertThat(coral.run("query", "sql", statement, "-o", "csv").out())
        .isEqualTo("service_name\r\n");
    assertThat(json("query", "sql", statement, "-o", "json").at("/rows")).isEmpty();
  }

  @Test
  void maxRows_beyondATable_areWrittenAsCsv_andCutOnesAreTold() {
    var all = coral.run("query", "sql", MANY, "--max-rows", "100000", "-o", "csv");
    var some = coral.run("query", "sql", MANY, "--max-rows", "12345", "-o", "csv");
    var usual = coral.run("query", "sql", MANY);

    assertThat(all.code()).as(all.err()).isZero();
    assertThat(all.out().lines()).hasSize(40_001);
    assertThat(all.err()).doesNotContain("more than");
    assertThat(some.out().lines()).hasSize(12_346);
    assertThat(some.err()).contains("note: there are more than 12345 rows");
    assertThat(usual.out().lines()).hasSize(10_001);
    assertThat(usual.err()).contains("note: there are more than 10000 rows");
  }

  @Test
  void sql_whoseReaderHasGone_endsQuietly_andOnAFullDiskDoesNot() {
    var gone = coral.withStdout(failing("Broken pipe"));
    var quiet = gone.run("query", "sql", MANY, "--max-rows", "100000", "-o", "csv");
    var full = coral.withStdout(failing("No space left on device"));
    var loud = full.run("query", "sql", MANY, "--max-rows", "100000", "-o", "json");

    assertThat(quiet).isEqualTo(new Coral.Outcome(0, "", ""));
    assertThat(loud).isEqualTo(new Coral.Outcome(1, "", "coral: cannot write to stdout\n"));
  }

  @Test
  void sql_thatFailsBetweenRows_leavesWhatWasWritten_andSaysSo() {
    String statement =
        "SELECT CASE WHEN a.i * b.i = 40000 THEN 'x' ELSE '1' END::BIGINT AS n"
            + " FROM generate_series(1, 200) a(i), generate_series(1, 200) b(i)";

    var csv = coral.run("query", "sql", statement, "--max-rows", "100000", "-o", "csv");

    assertThat(csv.code()).isEqualTo(2);
    assertThat(csv.err()).startsWith("coral: cannot query sql: ");
    assertThat(csv.out()).doesNotContain("x");
  }

  @Test
  void parameters_areData() {
    String statement = "SELECT DISTINCT service_name FROM service_summary WHERE service_name = ";

    assertThat(
            coral.run("query", "sql", statement + "$s", "--param", "s=orders", "-o", "csv").out())
        .isEqualTo("service_name\r\norders\r\n");
    assertThat(
            coral
                .run("query", "sql", statement + "?", "--param", "1=x' OR 'a' = 'a", "-o", "csv")
                .out())
        .isEqualTo("service_name\r\n");
    assertThat(
            coral
                .run(
                    "query",
                    "sql",
                    "SELECT $a = 'x=y' AS text, $n::BIGINT + 1 AS number, $e = '' AS empty",
                    "--param",
                    "a=x=y",
                    "--param",
                    "n=41",
                    "--param",
                    "e=",
                    "-o",
                    "csv")
                .out())
        .isEqualTo("text,number,empty\r\ntrue,42,true\r\n");
  }

  @Test
  void parameter_thatIsMissing_isUsage() {
    var outcome = coral.run("query", "sql", "SELECT $a AS a");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("placeholders and parameters do not match");
  }

  @Test
  void dryRun_showsTheStatement_andItsNotes() throws IOException {
    String statement = "SELECT service_name FROM service_summary WHERE service_name = $s";

    var outcome = coral.run("query", "sql", statement, "--param", "s=a'b", "--dry-run");
    JsonNode json = json("query", "sql", statement, "--param", "s=a'b", "--dry-run", "-o", "json");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("service_summary", "'a''b'", "LIMIT 10000").endsWith("\n");
    assertThat(outcome.err())
        .contains("note: tables hold 2026-03-01T11:00:00Z", "note: LIMIT 10000");
    assertThat(json.get("sql").textValue() + "\n").isEqualTo(outcome.out());
    assertThat(json.at("/columns/0/name").textValue()).isEqualTo("service_name");
    assertThat(json.get("row_limit").longValue()).isEqualTo(10_000);
    assertThat(json.at("/range/to").textValue()).isEqualTo("2026-03-01T12:01:00Z");
    assertThat(json.at("/notes/0/code").textValue()).isEqualTo("TIME_RANGE_APPLIED");
  }

  @Test
  void dryRun_ofWhatIsRefused_isRefused() {
    var outcome = coral.run("query", "sql", "DROP TABLE service_summary", "--dry-run");

    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void statement_fromStdin_orAFile() throws IOException {
    Files.writeString(folder.resolve("day.sql"), "-- a comment\nSELECT 'é' AS letter;\n");

    var file = coral.run("query", "sql", "--file", "day.sql", "-o", "csv");
    var stdin =
        coral
            .withInput("SELECT 1 AS one".getBytes(StandardCharsets.UTF_8))
            .run("query", "sql", "-", "-o", "csv");

    assertThat(file.out()).as(file.err()).isEqualTo("letter\r\né\r\n");
    assertThat(stdin.out()).isEqualTo("one\r\n1\r\n");
  }

  @Test
  void statement_thatIsNoTextOrTooLong_isUsage() throws IOException {
    Files.writeString(folder.resolve("long.sql"), "SELECT 1 " + " ".repeat(60_000));
    Files.writeString(folder.resolve("longer.sql"), "SELECT 1 " + " ".repeat(20_000));
    Files.write(folder.resolve("binary.sql"), new byte[] {'S', (byte) 0xff});

    assertThat(coral.run("query", "sql", "--file", "long.sql").err())
        .contains("at most 16384 characters");
    assertThat(coral.run("query", "sql", "--file", "longer.sql").err())
        .contains("at most 16384 characters");
    assertThat(coral.run("query", "sql", "--file", "binary.sql").err()).contains("UTF-8");
    assertThat(coral.run("query", "sql", "--file", "missing.sql").err())
        .contains("there is no file missing.sql");
    assertThat(coral.run("query", "sql", "--file", ".").code()).isEqualTo(2);
    assertThat(coral.withInput(new byte[0]).run("query", "sql", "-").err())
        .contains("SQL is empty");
  }

  @Test
  void refusal_showsThePlace() {
    var outcome = coral.run("query", "sql", "SELECT * FROM service_sumary");

    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.err())
        .isEqualTo(
            """
            coral: cannot query sql: this table cannot be read: service_sumary (line 1, column 15)
              SELECT * FROM service_sumary
                            ^
            hint: did you mean service_summary?
            """);
  }

  @Test
  void columnThatIsNotThere_hasTheWayToTheSchema() {
    var outcome = coral.run("query", "sql", "SELECT nonsense FROM service_summary");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("nonsense", "\n  SELECT nonsense FROM service_summary\n         ^\n")
        .contains("hint: coral query schema");
  }

  @Test
  void schema_isAnOutline_andForPrograms() throws IOException {
    var all = coral.run("query", "schema");
    var one = coral.run("query", "schema", "TRACE_SUMMARY", "-o", "csv");
    JsonNode json = json("query", "schema", "-o", "json");

    assertThat(all.out())
        .startsWith("service_summary: requests of each service")
        .contains("\nservice_percentiles(q): the quantile q")
        .contains("\n  trace_id        VARCHAR                   32 hex digits\n");
    assertThat(all.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(one.out())
        .startsWith("table,column,type,unit,meaning\r\ntrace_summary,timestamp,TIMESTAMP WITH")
        .contains("\r\ntrace_summary,trace_id,VARCHAR,,32 hex digits\r\n");
    assertThat(json.at("/tables")).hasSize(4);
    assertThat(json.at("/tables/3/reference").textValue()).isEqualTo("service_percentiles(q)");
    assertThat(json.at("/tables/0/columns/8/unit").textValue()).isEqualTo("nanoseconds");
  }

  private JsonNode json(String... arguments) throws IOException {
    var outcome = coral.run(arguments);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return new ObjectMapper().readTree(outcome.out());
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }
    };
  }
}

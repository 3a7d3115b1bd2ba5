package io.coral.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.ports.ColonyQueries;
import io.coral.ports.ColonyStores;
import io.coral.ports.contract.InMemoryColony;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {
  @TempDir private Path folder;
  private Coral coral;

  @BeforeEach
  void openTheShop() {
    var colony = new InMemoryColony(InstantSource.fixed(Coral.NOW));
    Shop.fill(colony);
    coral = new Coral(folder).withColony(colony);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          query                                              | 2 | command is missing after coral query
          --helpp                                            | 2 | unknown option: '--helpp'
          qeury                                              | 2 | there is no command coral qeury
          query servces                                      | 2 | there is no command coral query servces
          query services extra                               | 2 | unmatched argument
          query services --bogus                             | 2 | unknown option: '--bogus'
          query services -o xml                              | 2 | --output xml: not a format
          query services --namespace                         | 2 | missing required parameter
          query services --demo --db x                       | 2 | --demo and --db exclude each other
          query services --colony localhost                  | 2 | --colony localhost: not an address
          query services --colony ftp://localhost:9090       | 2 | not an address
          query services --colony localhost:99999            | 2 | at most 65535
          query services --db missing.duckdb                 | 2 | there is no file missing.duckdb
          query metrics --step 90s                           | 2 | step must be whole minutes
          query metrics --error-rate --metric x              | 2 | is of requests, not of x
          query metrics payments --percentile 0.99           | 2 | --percentile 0.99 is below the 1st percentile
          query metrics payments --percentile 101            | 2 | not a number in [0, 100]
          query metrics payments --percentile -1             | 2 | not a number in [0, 100]
          query metrics payments --percentile NaN            | 2 | not a number in [0, 100]
          query metrics payments --percentile 99 --error-rate | 2 | exclude each other
          query metrics payments --error-rate --metric x     | 2 | is of requests, not of x
          query metrics payments --window 5                  | 2 | --window 5: a duration needs a unit
          query metrics payments --window 0                  | 2 | look-back must be positive
          query metrics payments --window 1h --from now-2h   | 2 | exclude each other
          query metrics payments --to now                    | 2 | --to needs --from
          query metrics payments --from now --to now-1h      | 2 | is not before
          query metrics payments --from yesterday            | 2 | not a time
          query metrics payments --window 1h --window 2h     | 2 | only once
          query traces payments                              | 2 | it is not said which traces
          query traces --slow --errors                       | 2 | exclude each other
          query traces --slow --namespace prod               | 2 | narrow a service
          query traces payments --errors --threshold 1s      | 2 | belongs to --slow
          query traces payments --slow --limit 0             | 2 | limit must be in [1, 1000]
          query traces payments --slow --limit 1e3           | 2 | not a whole number
          query sql '   '                                    | 2 | SQL is empty
          query sql                                          | 2 | it is not said which statement
          query sql 'SELECT 1' --file x.sql                  | 2 | exclude each other
          query sql --file missing.sql                       | 2 | there is no file missing.sql
          query sql 'SELECT 1' --max-rows 0                  | 2 | row limit must be positive
          query sql 'SELECT 1' --max-rows many               | 2 | --max-rows many: not a whole number
          query sql 'SELECT 1' --max-rows 10001              | 2 | a table has at most 10000 rows
          query sql 'SELECT $a' --param a                    | 2 | --param a: not NAME=VALUE
          query sql 'SELECT $a' --param =1                   | 2 | not NAME=VALUE
          query sql 'SELECT $a' --param a-b=1                | 2 | --param a-b=1: a parameter's name has letters
          query sql 'SELECT $a' --param 0=1                  | 2 | a number from 1 to 99
          query sql 'SELECT $a' --param a=1 --param a=2      | 2 | --param a is given twice
          query sql 'SELECT 1'                               | 3 | this colony has no SQL
          query sql 'SELECT 1' --dry-run                     | 3 | this colony has no SQL
          query schema service_sumary                        | 4 | unknown table "service_sumary"
          query metrics paymets                              | 4 | unknown service "paymets"
          query metrics payments --metric nope               | 4 | unknown metric "nope"
          query metrics inventory                            | 4 | no data for inventory
          query metrics cache --error-rate                   | 4 | no data for cache
          query traces paymets --errors                      | 4 | unknown service
          query services --colony no-such-host.invalid:9090  | 5 | there is no host no-such-host.invalid
          run missing.ts                                     | 2 | there is no file
          run --forever missing.ts                           | 2 | unknown option: '--forever'
          import x.jsonl                                     | 2 | add --db FILE
          import --db x.duckdb                               | 2 | missing required parameter
          import --db x.duckdb missing.jsonl                 | 2 | there is no readable file
          colony                                             | 2 | command is missing after coral colony
          colony start                                       | 2 | add --db FILE
          colony start --db x.duckdb --listen 0.0.0.0:0      | 3 | does not listen on 0.0.0.0:0
          """)
  void failure_hasItsCode_oneLineAndAHintOnStderr_andNothingOnStdout(
      String line, int code, String explanation) {
    var outcome = coral.run(CommandText.words(line));

    assertThat(outcome.err()).startsWith("coral: cannot ").contains(explanation);
    assertThat(outcome.err().lines().skip(1)).allMatch(more -> more.startsWith("hint: "));
    assertThat(code != 2 || outcome.err().contains("\nhint: ")).isTrue();
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.code()).isEqualTo(code);
  }

  @Test
  void failedCommands_leaveNoFileBehind() throws IOException {
    coral.run("import", "--db", "x.duckdb", "missing.jsonl");
    coral.run("colony", "start", "--db", "x.duckdb", "--listen", "0.0.0.0:0");
    coral.run("query", "services", "--db", "x.duckdb");

    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void nearNames_areTheHint() {
    assertThat(coral.run("query", "metrics", "paymets").err())
        .contains("hint: did you mean payments?");
  }

  @Test
  void whatToWriteInstead_isTheHint() {
    assertThat(coral.run("query", "metrics", "payments", "--window", "yesterday").err())
        .isEqualTo(
            """
            coral: cannot query metrics: --window yesterday: not a duration
            hint: write 500ms, 90s, 5m, 1h30m or 2d
            """);
    assertThat(coral.run("query", "traces", "payments", "--slow", "--limit", "0").err())
        .endsWith("\nhint: coral query traces --help shows what there is\n");
    assertThat(coral.run("query", "schema", "service_sumary").err())
        .contains("hint: did you mean service_summary?");
    assertThat(coral.run("query", "sql", "SELECT 1", "--max-rows", "10001").err())
        .contains("hint: add -o csv or -o json");
  }

  @Test
  void percentileAsQuantile_isTaughtTheScale() {
    assertThat(coral.run("query", "metrics", "payments", "--percentile", "0.999").err())
        .contains("hint: write p99.9 as --percentile 99.9");
  }

  @Test
  void databaseThatIsHeld_isUnreachable() {
    Path database = folder.resolve("held.duckdb");
    try (var holder = coral.stores().open(database, ColonyStores.Access.READ_WRITE).get()) {
      var outcome = coral.run("query", "services", "--db", "held.duckdb");

      assertThat(holder).isNotNull();
      assertThat(outcome.code()).isEqualTo(5);
      assertThat(outcome.err()).contains("held.duckdb is ");
    }
  }

  @Test
  void hostileArguments_areShownInert() {
    assertThat(coral.run("query", "metrics", "\u001b]0;owned\u0007").err())
        .doesNotContain("\u001b", "\u0007");
  }

  @Test
  void argumentsThatBeginWithAt_areNoFiles() throws IOException {
    Files.writeString(folder.resolve("args"), "services");

    assertThat(coral.run("query", "@" + folder.resolve("args")).code()).isEqualTo(2);
  }

  @Test
  void bug_isAnInternalError_withATraceOnlyIfAsked() {
    var broken =
        new Coral(folder)
            .withColony(
                (ColonyQueries)
                    Proxy.newProxyInstance(
                        ExitCodeTest.class.getClassLoader(),
                        new Class<?>[] {ColonyQueries.class},
                        (proxy, method, arguments) -> {
                          throw new IllegalStateException("a bug");
                        }));

    var quiet = broken.run("query", "services");
    var loud = broken.withVariable("CORAL_DEBUG", "1").run("query", "services");

    assertThat(quiet.code()).isEqualTo(1);
    assertThat(quiet.err()).contains("internal error", "CORAL_DEBUG").doesNotContain("\tat ");
    assertThat(loud.err()).contains("\tat ", "a bug");
  }
}

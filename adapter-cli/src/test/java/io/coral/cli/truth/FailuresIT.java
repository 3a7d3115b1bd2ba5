package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.cli.truth.CoralProcess.Colony;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong, as a user meets it: an exit code to script on, and words that help. */
class FailuresIT {
  @TempDir static Path folder;
  private static Colony colony;

  @BeforeAll
  static void startColony() throws IOException {
    Files.write(folder.resolve("shop.jsonl"), ShopTelemetry.lines(Instant.now()));
    Files.writeString(folder.resolve("throws.ts"), "throw new Error('broken');");
    Files.writeString(folder.resolve("peeks.ts"), "Deno.readTextFileSync('/etc/hostname');");
    Files.writeString(folder.resolve("escapes.ts"), "import '/etc/hostname';");
    Files.writeString(folder.resolve("loops.ts"), "while (true) {}");
    Files.writeString(folder.resolve("exits.ts"), "Deno.exit(42);");
    Files.writeString(
        folder.resolve("asks.ts"),
        "import * as coral from '@coral/sdk'; await coral.services.list();");
    assertThat(CoralProcess.run(folder, "import", "--db", "shop.duckdb", "shop.jsonl").exitCode())
        .isZero();
    colony = Colony.start(folder.resolve("shop.duckdb"));
  }

  @AfterAll
  static void stopColony() {
    colony.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4 | query metrics paymets --percentile 99 | unknown service | did you mean payments?",
        "4 | query metrics payments --metric http.server.durations --percentile 99"
            + " | unknown metric | did you mean http.server.duration?",
        "4 | query metrics payments --percentile 99 --from now-3h --to now-2h | no data | --from",
        "4 | query metrics payments --error-rate --from now-3h --to now-2h | no data | --from",
        "2 | query metrics payments --percentile 0.99 | below the 1st percentile | --percentile 99",
        "2 | query metrics payments --percentile 101 | --percentile | hint:",
        "2 | query metrics payments --window yesterday | --window yesterday: not a duration | hint: write 500ms, 90s, 5m, 1h30m",
        "2 | query traces payments --slow --limit 0 | limit must be in [1, 1000] | hint:",
        "2 | query sql SELECT~$a --param b=1 | do not match | hint:",
        "4 | query schema service_sumary | unknown table | did you mean service_summary?",
        "2 | query sideways | sideways | --help",
        "3 | query sql DELETE~FROM~service_summary | only SELECT is run | hint:",
        "3 | query sql SELECT~*~FROM~read_csv('/etc/passwd') | cannot be called | hint:",
        "2 | query sql SELECT~nonsense~FROM~service_summary | nonsense | hint: coral query schema",
      })
  void question_failsWithItsCode(int code, String line, String message, String hint) {
    List<String> arguments =
        List.of((line.replace('~', '\u0000') + " --colony " + colony.address()).split(" "));

    var outcome =
        CoralProcess.run(
            folder,
            arguments.stream().map(word -> word.replace('\u0000', ' ')).toArray(String[]::new));

    assertThat(outcome.exitCode()).as(outcome.stderr()).isEqualTo(code);
    assertThat(outcome.stdout()).isEmpty();
    assertThat(outcome.stderr()).startsWith("coral: ").contains(message).contains(hint);
    assertThat(outcome.stderr()).doesNotContain("Exception").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1   | throws.ts  | did not catch",
        "126 | peeks.ts   | the sandbox denied",
        "126 | escapes.ts | escapes.ts:1",
        "2   | missing.ts | missing.ts",
      })
  void script_failsWithItsCode(int code, String script, String message) {
    var outcome = CoralProcess.run(folder, "run", script, "--colony", colony.address());

    assertThat(outcome.exitCode()).as(outcome.stderr()).isEqualTo(code);
    assertThat(outcome.stderr()).contains("coral: ").contains(message);
  }

  @Test
  void scriptsOwnCode_passesThrough() {
    var outcome = CoralProcess.run(folder, "run", "exits.ts", "--colony", colony.address());

    assertThat(outcome.exitCode()).isEqualTo(42);
    assertThat(outcome.stderr()).isEmpty();
  }

  @Test
  void scriptWithoutEnd_isEnded() {
    var outcome =
        CoralProcess.run(folder, "run", "loops.ts", "--timeout", "1", "--colony", colony.address());

    assertThat(outcome.exitCode()).isEqualTo(124);
    assertThat(outcome.stderr()).startsWith("coral: ").contains("--timeout");
  }

  @Test
  void colonyThatIsNotThere_isFive() throws IOException {
    String nowhere;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nowhere = "127.0.0.1:" + socket.getLocalPort();
    }

    var query = CoralProcess.run(folder, "query", "services", "--colony", nowhere);
    var script = CoralProcess.run(folder, "run", "asks.ts", "--colony", nowhere);

    assertThat(query.exitCode()).isEqualTo(5);
    assertThat(query.stderr()).contains(nowhere).contains("coral colony start");
    assertThat(script.exitCode()).isEqualTo(5);
    assertThat(script.stderr()).contains("coral: ");
  }

  @Test
  void databaseThatAColonyHolds_isFive_withTheWayIn() {
    var outcome = CoralProcess.run(folder, "query", "services", "--db", "shop.duckdb");

    assertThat(outcome.exitCode()).isEqualTo(5);
    assertThat(outcome.stderr()).contains("--colony");
  }

  @Test
  void databaseThatIsNotThere_isTwo() {
    var outcome = CoralProcess.run(folder, "query", "services", "--db", "gone.duckdb");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(folder.resolve("gone.duckdb")).doesNotExist();
  }

  @Test
  void importOfWhatIsNoTelemetry_isTwo_andOfSomeIsCounted() throws IOException {
    Files.writeString(folder.resolve("bad.jsonl"), "not json\n{\"resourceSpans\":1}\n");
    Files.writeString(
        folder.resolve("mixed.jsonl"),
        "not json\n" + ShopTelemetry.lines(Instant.now()).getFirst() + "\n");

    var bad = CoralProcess.run(folder, "import", "--db", "bad.duckdb", "bad.jsonl");
    var mixed = CoralProcess.run(folder, "import", "--db", "mixed.duckdb", "mixed.jsonl");

    assertThat(bad.exitCode()).isEqualTo(2);
    assertThat(bad.stderr()).contains("bad.jsonl:1");
    assertThat(mixed.exitCode()).isZero();
    assertThat(mixed.stderr()).contains("mixed.jsonl:1");
  }
}

package io.coral.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.cli.text.TextWidth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HelpTest {
  private static final List<String> COMMANDS =
      List.of(
          "",
          "query",
          "query services",
          "query metrics",
          "query traces",
          "query sql",
          "query schema",
          "run",
          "check",
          "script",
          "script init",
          "import",
          "colony",
          "colony start",
          "colony token",
          "colony status",
          "colony backup",
          "completion");

  @TempDir private Path folder;

  static Stream<String> commands() {
    return COMMANDS.stream();
  }

  /** Every example of every help text, but for those that never end or need the distribution. */
  static Stream<String> examples() {
    var coral = new Coral(Path.of(""));
    return COMMANDS.stream()
        .flatMap(command -> coral.run(CommandText.words(command + " --help")).out().lines())
        .filter(line -> line.startsWith("  coral "))
        .map(String::strip)
        .filter(line -> !line.startsWith("coral colony start"))
        .filter(line -> !isAdministration(line))
        .filter(line -> !line.contains("--demo"));
  }

  private static boolean isAdministration(String line) {
    return line.startsWith("coral colony status") || line.startsWith("coral colony backup");
  }

  @Test
  void examplesOfAdministration_work() throws Exception {
    var coral = new Coral(folder);
    try (var colony = RunningColony.start(folder)) {
      coral.withVariable("CORAL_ADMIN_ADDR", colony.admin());
      for (String verb : List.of("status", "backup")) {
        List<String> lines =
            coral
                .run("colony", verb, "--help")
                .out()
                .lines()
                .map(String::strip)
                .filter(HelpTest::isAdministration)
                .toList();
        assertThat(lines).isNotEmpty();
        for (String line : lines) {
          String[] words = CommandText.words(line);

          var outcome = coral.run(Arrays.copyOfRange(words, 1, words.length));

          assertThat(outcome.code()).as("%s%n%s", line, outcome.err()).isZero();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void help_isDataAndFitsATerminal(String command) {
    var help = new Coral(folder).run(CommandText.words(command + " --help"));

    assertThat(help.code()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out().lines())
        .anyMatch(line -> line.startsWith("Usage: coral"))
        .allMatch(line -> line.startsWith("  coral ") || TextWidth.of(line) <= 80)
        .noneMatch(line -> line.contains("%n"));
  }

  @Test
  void noArguments_showHelp() {
    assertThat(new Coral(folder).run().out())
        .isEqualTo(new Coral(folder).run("--help").out())
        .contains("query", "run", "check", "script", "import", "colony");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_works(String line) throws IOException {
    for (String file : List.of("latency-check.ts", "long-analysis.ts")) {
      Files.writeString(folder.resolve(file), "");
    }
    for (String file : List.of("traces.jsonl", "metrics.jsonl")) {
      Files.writeString(folder.resolve(file), "");
    }
    Path starter = Files.createDirectories(folder.resolve("dist/sdk/starter"));
    Files.writeString(starter.resolve("first.ts"), "");
    var coral = new Coral(folder).withInstallation(folder.resolve("dist"));
    try (var store = coral.stores().inMemory()) {
      Shop.fill(store.writer());
      String[] words = CommandText.words(line);

      var outcome =
          coral.withColony(store.queries()).run(Arrays.copyOfRange(words, 1, words.length));

      assertThat(outcome.err()).doesNotContain("coral:");
      assertThat(outcome.code()).isZero();
    }
  }

  @Test
  void version_namesTheParts() throws IOException {
    assertThat(new Coral(folder).run("--version").out())
        .contains("coral ", "duckdb ", "grpc-java ", "java ")
        .contains("deno " + denoOfTheSdk())
        .doesNotContain("${");
  }

  private static String denoOfTheSdk() throws IOException {
    String json = Files.readString(Path.of("../sdk-typescript/package.json"));
    return json.replaceAll("(?s).*\"deno\": \"([^\"]+)\".*", "$1");
  }
}

package io.coral.cli.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What shells offer, by the scripts that were packed. */
class CompletionIT {
  private static final Path SCRIPTS = Path.of("target", "dist", "completions").toAbsolutePath();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "'coral q', query",
    "'coral query s', services sql schema",
    "'coral query metrics --perc', --percentile",
    "'coral query services -o j', json",
    "'coral colony start --tok', --tokens",
    "'coral run --mem', --memory"
  })
  void bash_completesCommandsOptionsAndTheirWords(String line, String offered) throws Exception {
    String script =
        "source '%s'; COMP_LINE='%s'; COMP_POINT=${#COMP_LINE}; read -ra COMP_WORDS <<< \"$COMP_LINE\";"
                .formatted(SCRIPTS.resolve("coral.bash"), line)
            + " COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMPREPLY=(); _complete_coral;"
            + " echo \"${COMPREPLY[@]}\"";

    var ended =
        new Launcher(Path.of("/bin/bash"), folder).with("PATH", "/usr/bin:/bin").run("-c", script);

    assertThat(ended.stdout().strip().split("\\s+"))
        .as(ended.stderr())
        .containsExactlyInAnyOrder(offered.split(" "));
  }

  @Test
  void fish_hasALineForEachCommandAndOption() throws Exception {
    assertThat(Files.readAllLines(SCRIPTS.resolve("coral.fish")))
        .contains("complete -c coral -f")
        .anyMatch(line -> line.contains("-a services -d 'List the services of a colony.'"))
        .anyMatch(
            line ->
                line.startsWith(
                    "complete -c coral -n '__fish_seen_subcommand_from query; and"
                        + " __fish_seen_subcommand_from metrics' -l percentile -x -d '"))
        .anyMatch(line -> line.contains(" -s o -l output -x -a 'table json csv' -d '"))
        .anyMatch(line -> line.contains(" -l db -r -F -d '"));
  }

  @Test
  void zsh_readsWhatBashReads() throws Exception {
    assertThat(Files.readString(SCRIPTS.resolve("coral.zsh")))
        .isEqualTo(Files.readString(SCRIPTS.resolve("coral.bash")))
        .contains("bashcompinit");
  }
}

package io.coral.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each start is refused for the address it would listen on, which tells what counted. */
class SettingsTest {
  @TempDir private Path folder;

  private void config(String text) throws IOException {
    Files.writeString(folder.resolve("colony.conf"), text);
  }

  private static String[] start(String... more) {
    var words = new ArrayList<>(List.of("colony", "start"));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  @Test
  void flag_thenVariable_thenFile_thenDefault() throws IOException {
    config("# mine\n\ndb = c.duckdb\nlisten = 192.0.2.1:1\notlp-grpc = off\notlp-http=off\n");
    var coral = new Coral(folder).withVariable("CORAL_COLONY_CONFIG", "colony.conf");

    assertThat(coral.run(start()).err()).contains("does not listen on 192.0.2.1:1");
    var varied = coral.withVariable("CORAL_COLONY_LISTEN", "192.0.2.2:2");
    assertThat(varied.run(start()).err()).contains("does not listen on 192.0.2.2:2");
    assertThat(varied.run(start("--listen", "192.0.2.3:3")).err())
        .contains("does not listen on 192.0.2.3:3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          db = a\\nretentoin = 1d    | line 2: there is no setting of that name
          db = a\\ndb = b            | line 2: set on a line before
          db = a\\n\\nhunter2        | line 3: no setting
          db =                       | line 1: it has no value
          config = other.conf        | line 1: there is no setting of that name
          db = a\\ninsecure = perhaps | the setting insecure is on or off
          """)
  void file_notAsItShouldBe_isRefusedWithItsLine(String text, String complaint) throws IOException {
    config(text.replace("\\n", "\n"));

    var outcome = new Coral(folder).run(start("--config", "colony.conf"));

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err())
        .contains(complaint)
        .contains("hint: ")
        .doesNotContain("hunter2")
        .doesNotContain("perhaps");
  }

  @Test
  void file_thatIsNotThere_isUsage() {
    var outcome = new Coral(folder).run(start("--config", "none.conf"));

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("none.conf cannot be read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --memory-budget             | 127MB       | too small for any colony | write 128MB or more
          --memory-budget             | 1           | not a size               | write 500MB or 20GB
          --memory-budget             | 999999999TB | larger than anything     | write 500MB or 20GB
          --disk-budget               | 63MB        | too small for any colony | write 64MB or more
          --caller-calls-at-once      | 0           | from 1 to 4096           | the usual 256
          --caller-calls-at-once      | 4097        | from 1 to 4096           | the usual 256
          --caller-calls-per-second   | -1          | from 1 to 1000000        | the usual 1000
          --caller-calls-per-second   | 99999999999 | from 1 to 1000000        | the usual 1000
          --sender-calls-at-once      | many        | from 1 to 4096           | the usual 256
          --sender-calls-per-second   | 1000001     | from 1 to 1000000        | the usual 5000
          """)
  void option_outOfItsRange_isRefusedWithAHint(
      String option, String value, String complaint, String hint) throws IOException {
    config(option.substring(2) + " = " + value);
    var coral = new Coral(folder);

    var flag = coral.run(start("--db", "c.duckdb", "--tokens", "t", option + "=" + value));
    var line = coral.run(start("--db", "c.duckdb", "--tokens", "t", "--config", "colony.conf"));
    var variable =
        coral
            .withVariable(Settings.variable(option), value)
            .run(start("--db", "c.duckdb", "--tokens", "t"));

    for (var outcome : List.of(flag, line, variable)) {
      assertThat(outcome.code()).isEqualTo(2);
      assertThat(outcome.err()).contains(option, complaint, "hint: ", hint);
    }
    assertThat(folder.resolve("c.duckdb")).doesNotExist();
  }

  @Test
  void rates_whereNobodyIsKnown_areRefused() {
    var outcome =
        new Coral(folder).run(start("--db", "c.duckdb", "--sender-calls-per-second", "9"));

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err())
        .contains("--sender-calls-per-second is of use where callers are known")
        .contains("hint: give --tokens or --client-ca");
  }
}

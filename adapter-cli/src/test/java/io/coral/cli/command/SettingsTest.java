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
}

package io.coral.deno;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LastWordsTest {
  private static final String COLOURED =
      """
      \u001b[0m\u001b[1m\u001b[31merror\u001b[0m: Top-level await promise never resolved
      await x;
      \u001b[0m\u001b[31m^\u001b[0m
          at <anonymous> (file:///r/\u001b[0m\u001b[36ma.ts\u001b[0m:12:1)
      """;

  private static final String TOLD =
      """
      error: Uncaught Error: this await waits for what never comes
        --> a.ts:12:1
          |
       12 | await x;
          | ^
      """;

  private final ByteArrayOutputStream passed = new ByteArrayOutputStream();
  private final LastWords stderr =
      new LastWords(passed, new ScriptFiles(Path.of("/r/a.ts"), Path.of("/r"), Optional.empty()));

  private String text() {
    return passed.toString(UTF_8);
  }

  @Test
  void lastWords_inColoursAndByteByByte_areTold() throws IOException {
    for (byte each : ("begun\n" + COLOURED).getBytes(UTF_8)) {
      stderr.write(each);
    }
    stderr.close();

    assertThat(text()).isEqualTo("begun\n" + TOLD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "error: ",
        "err",
        "x error: Top-level await promise never resolved\n",
        "error: Top-level await promise never resolved\nand then something else\n",
      })
  void anythingElse_passesAsItIs(String words) throws IOException {
    stderr.write(words.getBytes(UTF_8));
    stderr.close();

    assertThat(text()).isEqualTo(words);
  }

  @Test
  void prompt_isNotHeldBack() throws IOException {
    stderr.write("name? ".getBytes(UTF_8));
    stderr.write("error: x".getBytes(UTF_8));

    assertThat(text()).isEqualTo("name? error: x");
  }

  @Test
  void floodAfterTheWords_passes() throws IOException {
    String flood = COLOURED + "x".repeat(100_000);

    stderr.write(flood.getBytes(UTF_8));

    assertThat(text()).isEqualTo(flood);
  }
}

package io.coral.deno;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FileUrlTest {
  @Test
  void of_escapesWhatTheUrlStandardEscapes_andNoMore() {
    assertThat(FileUrl.of(Path.of("/a b/ü[1]#?%.ts")))
        .isEqualTo("file:///a%20b/%C3%BC[1]%23%3F%25.ts");
  }

  @Test
  void ofFolder_endsWithOneSlash() {
    assertThat(FileUrl.ofFolder(Path.of("/"))).isEqualTo("file:///");
    assertThat(FileUrl.ofFolder(Path.of("/a"))).isEqualTo("file:///a/");
  }
}

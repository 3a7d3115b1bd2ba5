package io.coral.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.ports.ScriptFailure;
import io.coral.ports.ScriptSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** coral check, and coral script init. */
class ScriptCommandTest {
  @TempDir private Path folder;
  @TempDir private Path installation;
  private Coral coral;

  @BeforeEach
  void install() throws IOException {
    folder = folder.toRealPath();
    Path starter = Files.createDirectories(installation.resolve("sdk/starter"));
    Files.writeString(starter.resolve("first.ts"), "the script");
    Files.writeString(starter.resolve("deno.json"), "{}");
    Path types = Files.createDirectories(installation.resolve("sdk/types"));
    Files.writeString(types.resolve("mod.d.ts"), "the types");
    coral = new Coral(folder).withInstallation(installation);
  }

  private Stream<String> written() throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> !file.equals(folder))
          .map(file -> folder.relativize(file).toString())
          .toList()
          .stream();
    }
  }

  @Test
  void init_writesTheScriptAndWhatEditorsNeed() throws IOException {
    var outcome = coral.run("script", "init", "new/scripts");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines())
        .containsExactly(
            folder.resolve("new/scripts/deno.json").toString(),
            folder.resolve("new/scripts/first.ts").toString());
    assertThat(outcome.err()).isEqualTo("note: try it: coral run new/scripts/first.ts --demo\n");
    assertThat(folder.resolve("new/scripts/first.ts")).hasContent("the script");
    assertThat(folder.resolve("new/scripts/.coral/types/mod.d.ts")).hasContent("the types");
  }

  @Test
  void init_withoutAFolder_takesTheCurrentOne() {
    assertThat(coral.run("script", "init").code()).isZero();
    assertThat(folder.resolve("first.ts")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"first.ts", "deno.json", ".coral/types/mod.d.ts", ".coral"})
  void init_overwritesNothing_andThenWritesNothing(String name) throws IOException {
    Path there = folder.resolve(name);
    Files.createDirectories(there.getParent());
    Files.writeString(there, "mine");
    var before = written().toList();

    var outcome = coral.run("script", "init");

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err())
        .startsWith("coral: cannot write a first script: " + there + " is there already");
    assertThat(there).hasContent("mine");
    assertThat(written()).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void init_overwritesNoLink() throws IOException {
    Files.createSymbolicLink(folder.resolve("first.ts"), installation.resolve("nowhere"));

    assertThat(coral.run("script", "init").code()).isEqualTo(2);
    assertThat(installation.resolve("nowhere")).doesNotExist();
  }

  @Test
  void init_intoAFile_isRefused() throws IOException {
    Files.writeString(folder.resolve("taken"), "");

    assertThat(coral.run("script", "init", "taken").code()).isEqualTo(2);
    assertThat(coral.run("script", "init", "taken/below").code()).isEqualTo(2);
    assertThat(written()).containsExactly("taken");
  }

  @Test
  void init_withoutADistribution_saysSo() {
    var outcome = new Coral(folder).run("script", "init");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("not part of this installation");
  }

  @Test
  void check_asksNoColony_andIsSilentWhenAllIsWell() throws IOException {
    Files.writeString(folder.resolve("a.ts"), "");
    Files.writeString(folder.resolve("b.ts"), "");

    assertThat(coral.run("check", "a.ts", "b.ts")).isEqualTo(new Coral.Outcome(0, "", ""));
    assertThat(coral.checked())
        .containsExactly(
            new ScriptSource.File(folder.resolve("a.ts")),
            new ScriptSource.File(folder.resolve("b.ts")));
    assertThat(coral.ranNothing()).isTrue();
  }

  @Test
  void check_saysWhatIsWrongWithEach() throws IOException {
    Files.writeString(folder.resolve("a.ts"), "");
    coral.withScriptFault(new ScriptFailure.IllTyped("its types do not fit\nTS2322 at a.ts:1", ""));

    var outcome = coral.run("check", "a.ts", "gone.ts");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .startsWith("coral: a.ts: its types do not fit\n  TS2322 at a.ts:1\ncoral: gone.ts: there");
  }

  @Test
  void check_namesAScriptOnce_whereTheMessageDoes() throws IOException {
    Files.writeString(folder.resolve("a.ts"), "");
    coral.withScriptFault(new ScriptFailure.IllTyped("a.ts:2: cannot import it", ""));

    assertThat(coral.run("check", "a.ts").err()).startsWith("coral: a.ts:2: cannot import it\n");
  }

  @Test
  void check_withoutAScript_isUsage() {
    assertThat(coral.run("check").code()).isEqualTo(2);
  }
}

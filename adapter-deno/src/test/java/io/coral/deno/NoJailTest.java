package io.coral.deno;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where the calls that a jail is made of cannot be made at all, no script is run without one. */
@EnabledOnOs(OS.LINUX)
class NoJailTest {
  @TempDir private Path folder;

  @Test
  void withoutItsLibrary_noScriptIsRun() throws Exception {
    Path script = Files.writeString(folder.resolve("script.ts"), "console.log('ran')");
    Path temp = Files.createDirectory(folder.resolve("temp"));

    Process process = ScriptInOwnJvm.command(script, temp, withoutLibrary()).start();

    assertThat(process.inputReader(UTF_8).lines()).isEmpty();
    assertThat(process.errorReader(UTF_8).lines())
        .containsExactly("what confines a script cannot be loaded");
    assertThat(process.waitFor()).isEqualTo(ScriptInOwnJvm.NOT_RUN);
    assertThat(temp).isEmptyDirectory();
  }

  private static String withoutLibrary() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.matches(".*jffi-[^/]*-native\\.jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}

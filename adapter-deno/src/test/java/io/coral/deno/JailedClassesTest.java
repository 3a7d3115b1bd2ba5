package io.coral.deno;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that ran a script still has all of its class path. */
class JailedClassesTest {
  @TempDir Path folder;

  @Test
  void run_inAJvmThatHasNotOpenedAllItsJars_losesNone() throws Exception {
    Path script = Files.writeString(folder.resolve("script.ts"), "console.log('ran')");
    Path temp = Files.createDirectory(folder.resolve("temp"));
    String classPath = System.getProperty("java.class.path") + File.pathSeparator + lateJar();

    Process process =
        ScriptInOwnJvm.command(ScriptThenLateJar.class, script, temp, classPath).start();

    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8).lines())
        .containsExactly("ran", "the jar was found");
    assertThat(process.waitFor()).isZero();
  }

  private Path lateJar() throws IOException {
    Path jar = folder.resolve("late.jar");
    try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry(ScriptThenLateJar.NEEDED));
    }
    return jar;
  }
}

package io.coral.cli.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was packed, run from a checkout that has no sources, so that nothing is built again. */
class DistributionIT {
  private static final Path LAUNCHER = Path.of("..", "coral");
  private static final Path DIST = Path.of("target", "dist").toAbsolutePath();

  @TempDir Path folder;

  private Path launcher;
  private Path link;

  @BeforeEach
  void checkout() throws IOException {
    Path project = Files.createDirectories(folder.resolve("a checkout"));
    launcher = Files.copy(LAUNCHER, project.resolve("coral"));
    Path target = Files.createDirectories(project.resolve("adapter-cli/target"));
    link = Files.createSymbolicLink(target.resolve("dist"), DIST);
  }

  @AfterEach
  void unlink() throws IOException {
    Files.delete(link);
  }

  @Test
  void version_withoutAnyEnvironment_needsNoInstalledJava() throws Exception {
    var ended = new Launcher(launcher, folder).run("--version");

    assertThat(ended.stderr()).isEmpty();
    assertThat(ended.stdout()).startsWith("coral ");
    assertThat(ended.code()).isZero();
  }

  @Test
  void version_throughLinksAndFoldersWithSpaces_findsItsCheckout() throws Exception {
    Path links = Files.createDirectories(folder.resolve("my links"));
    Path absolute = Files.createSymbolicLink(links.resolve("first link"), launcher);
    Path relative = Files.createSymbolicLink(folder.resolve("second"), folder.relativize(absolute));

    var ended = new Launcher(relative, folder).with("PATH", "/usr/bin:/bin").run("--version");

    assertThat(ended.stdout()).startsWith("coral ");
    assertThat(ended.code()).isZero();
  }

  @Test
  void version_startedFromItsOwnFolder_findsWhatLiesBeside() throws Exception {
    for (String line :
        List.of("./coral", "sh coral", "../bin/coral", "cd .. && bin/coral", "PATH=. coral")) {
      var ended = shell("cd '" + DIST.resolve("bin") + "' && " + line + " --version");

      assertThat(ended.stdout()).as(line + ended.stderr()).startsWith("coral ");
    }
  }

  @Test
  void run_withStreamsClosed_givesTheScriptNoOtherFile() throws Exception {
    String coral = "'" + DIST.resolve("bin/coral") + "' run --demo -e ";

    var ended =
        shell(
            coral
                + "'let n = 0; for await (const b of Deno.stdin.readable) n += b.length;"
                + " console.log(n)' <&-");
    var silent = shell(coral + "'console.error(1)' >&- 2>&-");

    assertThat(ended.stdout()).as(ended.stderr()).isEqualTo("0\n");
    assertThat(ended.code()).isZero();
    assertThat(silent.code()).isZero();
  }

  private Launcher.Ended shell(String line) throws Exception {
    return new Launcher(Path.of("/bin/sh"), folder).with("PATH", "/usr/bin:/bin").run("-c", line);
  }

  @Test
  void demoQuery_leavesNothingInTheTempFolder() throws Exception {
    Path temp = Files.createDirectories(folder.resolve("temp"));

    var ended =
        new Launcher(launcher, folder)
            .with("CORAL_JVM_OPTIONS", "-Djava.io.tmpdir=" + spaceless(temp))
            .with("TMPDIR", temp.toString())
            .run("query", "services", "--demo");

    assertThat(ended.stderr()).isEmpty();
    assertThat(ended.stdout()).contains("ts-order-service");
    try (Stream<Path> left = Files.list(temp)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void demoQuery_withoutATempFolder_opensDuckDbAllTheSame() throws Exception {
    var ended =
        new Launcher(launcher, folder)
            .with("CORAL_JVM_OPTIONS", "-Djava.io.tmpdir=" + spaceless(folder.resolve("none")))
            .run("query", "services", "--demo");

    assertThat(ended.code()).as(ended.stderr()).isZero(); // nothing was unpacked
  }

  @Test
  void sample_liesBesideTheLicenceOfItsData() {
    assertThat(DIST.resolve("sample/LICENSE-Nezha-MIT.txt")).isNotEmptyFile();
    assertThat(DIST.resolve("LICENSE")).isNotEmptyFile();
  }

  /** The options are split at spaces. */
  private static String spaceless(Path path) {
    assertThat(path.toString()).doesNotContain(" ");
    return path.toString();
  }
}

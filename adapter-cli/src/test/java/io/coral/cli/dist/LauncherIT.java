package io.coral.cli.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.cli.dist.Launcher.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the launcher builds, in a checkout whose build and product are scripts that we count. */
class LauncherIT {
  private static final Path LAUNCHER = Path.of("..", "coral");
  private static final String PRODUCT = "#!/bin/sh\necho started";

  /** Records that it ran, and does what the build does as far as the launcher knows. */
  private static final String MAVEN =
      """
      #!/bin/sh
      echo built >>builds.txt
      cat # would swallow what is meant for the command
      mkdir -p adapter-cli/target/dist/bin
      cp product.sh adapter-cli/target/dist/bin/coral
      touch adapter-cli/target/dist/.stamp
      """;

  @TempDir Path folder;

  private Path project;
  private Path source;

  @BeforeEach
  void checkout() throws IOException {
    project = Files.createDirectories(folder.resolve("a checkout"));
    Files.copy(LAUNCHER, project.resolve("coral"));
    source = project.resolve("core-domain/src/main/java/deep/down/Source.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "class Source {}");
    script(project.resolve("product.sh"), PRODUCT);
    script(folder.resolve("bin/mvn"), MAVEN);
  }

  @Test
  void start_inAFreshCheckout_buildsFirstAndSaysSoOnStderr() throws Exception {
    var ended = launcher().run();

    assertThat(ended.stdout()).isEqualTo("started\n");
    assertThat(ended.stderr()).startsWith("coral: building").hasLineCount(1);
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void start_ofWhatIsBuilt_doesNotBuild() throws Exception {
    launcher().run();

    var ended = launcher().run();

    assertThat(ended.stderr()).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void start_afterASourceChanged_buildsAgain() throws Exception {
    launcher().run();
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plus(Duration.ofMinutes(1))));

    launcher().run();

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void start_ofManyAtOnce_buildsOnce() throws Exception {
    var all = new ArrayList<Started>();
    for (int i = 0; i < 5; i++) {
      all.add(launcher().start());
    }

    for (Started one : List.copyOf(all)) {
      assertThat(one.end().stdout()).isEqualTo("started\n");
    }
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void start_whenTheBuildFails_endsWithOneAndSaysWhy() throws Exception {
    script(folder.resolve("bin/mvn"), "#!/bin/sh\nexit 7");

    var ended = launcher().run();

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.stdout()).isEmpty();
    assertThat(ended.stderr()).endsWith("coral: the build failed\n");
  }

  @Test
  void start_withoutFlock_takesOverFromABuilderThatIsGone() throws Exception {
    Path lock = Files.createDirectories(project.resolve("target")).resolve(".coral-build");
    Files.createSymbolicLink(lock, Path.of("999999999")); // no process has this number
    Path bin = folder.resolve("bin");
    // All that is needed, but no flock.
    for (String tool : List.of("cat", "cp", "ln", "mkdir", "readlink", "rm", "sleep", "touch")) {
      script(bin.resolve(tool), "#!/bin/sh\nPATH=/usr/bin:/bin exec %s \"$@\"".formatted(tool));
    }

    var ended = new Launcher(project.resolve("coral"), folder).with("PATH", bin.toString()).run();

    assertThat(ended.stdout()).isEqualTo("started\n");
    assertThat(lock).satisfies(left -> assertThat(Files.isSymbolicLink(left)).isFalse());
  }

  private Launcher launcher() {
    return new Launcher(project.resolve("coral"), folder)
        .with("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
  }

  private long builds() throws IOException {
    return Files.readAllLines(project.resolve("builds.txt")).size();
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}

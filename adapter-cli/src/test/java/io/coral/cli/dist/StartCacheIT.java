package io.coral.cli.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.deno.jail.Jail;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java and Deno start from the packed caches while they fit, and from what is packed otherwise. */
class StartCacheIT {
  private static final Path DIST = Path.of("target", "dist").toAbsolutePath();
  private static final List<String> OWN =
      List.of("client.jar", "store.jar", "colony.jar", "coral.jar");
  private static final String CLASS = "io/coral/cli/parts/Versions.class";
  private static final String OTHER_CODE =
      """
      package io.coral.cli.parts;
      public final class Versions {
        public static java.util.List<String> lines() {
          return java.util.List.of("other code");
        }
      }
      """;

  @TempDir Path folder;

  private Path dist;

  /** The same files, but for what can be changed without harm. */
  @BeforeEach
  void distribution() throws IOException {
    dist = Files.createDirectory(folder.resolve("a distribution"));
    for (String part : List.of("runtime", "cache", "deno", "sdk", "sdk-cache", "sample")) {
      Files.createSymbolicLink(dist.resolve(part), DIST.resolve(part));
    }
    Files.createDirectory(dist.resolve("bin"));
    Files.copy(DIST.resolve("bin/coral"), dist.resolve("bin/coral"));
    Path lib = Files.createDirectory(dist.resolve("lib"));
    try (Stream<Path> files = Files.list(DIST.resolve("lib"))) {
      for (Path file : files.toList()) {
        Files.createSymbolicLink(lib.resolve(file.getFileName()), file);
      }
    }
    for (String jar : OWN) { // that name others where they really lie
      Files.delete(lib.resolve(jar));
      Files.copy(
          DIST.resolve("lib").resolve(jar), lib.resolve(jar), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  @Test
  void start_ofWhatWasPacked_takesClassesFromTheCache() throws Exception {
    assertThat(sourceOfClass()).contains("shared objects file");
  }

  @Test
  void start_ofAQuestionToASample_takesTheDatabaseFromTheCache() throws Exception {
    assertThat(sourceOf("org.jooq.impl.DSL", "query", "services", "--demo"))
        .contains("shared objects file");
  }

  @Test
  void start_ofAScriptThatIsServedASample_takesTheServerFromWhatLiesOverTheCache()
      throws Exception {
    assertThat(sourceOf("io.netty.channel.Channel", "run", "--demo", "-e", "console.log(1)"))
        .contains("shared objects file (top)");
  }

  @Test
  void start_afterAClassChanged_runsTheNewCode() throws Exception {
    Path source = Files.writeString(folder.resolve("Versions.java"), OTHER_CODE);
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", folder.toString(), source.toString());
    assertThat(code).isZero();
    URI jar = URI.create("jar:" + dist.resolve("lib/coral.jar").toUri());
    try (FileSystem inside = FileSystems.newFileSystem(jar, Map.of())) {
      Files.copy(folder.resolve(CLASS), inside.getPath(CLASS), StandardCopyOption.REPLACE_EXISTING);
    }

    var ended = coral().run("--version");

    assertThat(ended.stdout()).isEqualTo("other code\n");
    assertThat(ended.stderr()).isEmpty();
  }

  @Test
  void start_withoutCaches_isOnlySlower() throws Exception {
    Files.delete(dist.resolve("cache"));

    var ended = coral().run("--version");

    assertThat(ended.stdout()).startsWith("coral ");
    assertThat(ended.stderr()).isEmpty();
    assertThat(sourceOfClass()).contains("coral.jar");
  }

  @Test
  void start_ofACopyThatDidNotKeepDates_readsTheJars() throws Exception {
    Files.delete(dist.resolve("lib/coral.jar"));
    Files.copy(DIST.resolve("lib/coral.jar"), dist.resolve("lib/coral.jar"));

    assertThat(sourceOfClass()).contains("coral.jar");
  }

  @Test
  void script_hasWhatDenoKnewOfTheSdk_whenItWasPacked() {
    Assumptions.assumeTrue(
        Jail.ofThisSystem().filter(Jail::lends).isPresent(), "no whole jail, so no such cache");

    assertThat(DIST.resolve("sdk-cache")).isDirectoryContaining("glob:**/*_cache_v*");
  }

  @Test
  void script_afterTheSdkChanged_runsTheNewCode() throws Exception {
    Files.delete(dist.resolve("sdk"));
    Path sdk = Files.createDirectory(dist.resolve("sdk"));
    try (Stream<Path> files = Files.list(DIST.resolve("sdk"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, sdk.resolve(file.getFileName()));
      }
    }
    Files.writeString(
        sdk.resolve("mod.js"), "\nconsole.log('other code');\n", StandardOpenOption.APPEND);

    var ended =
        coral()
            .run(
                "run",
                "--demo",
                "-e",
                "import { services } from '@coral/sdk'; console.log(typeof services.list)");

    assertThat(ended.stdout()).as(ended.stderr()).isEqualTo("other code\nfunction\n");
  }

  @Test
  void script_withoutWhatDenoKnew_isOnlySlower() throws Exception {
    Files.delete(dist.resolve("sdk-cache"));

    var ended = coral().run("run", "--demo", "-e", "console.log(typeof coral.services.list)");

    assertThat(ended.stdout()).as(ended.stderr()).isEqualTo("function\n");
  }

  private String sourceOfClass() throws Exception {
    return sourceOf(CLASS.replace('/', '.').replaceFirst("\\.class$", ""), "--version");
  }

  private String sourceOf(String name, String... arguments) throws Exception {
    Path log = folder.resolve("classes.log");
    var ended = coral().with("CORAL_JVM_OPTIONS", "-Xlog:class+load:file=" + log).run(arguments);
    assertThat(ended.code()).as(ended.stderr()).isZero();
    return Files.readAllLines(log).stream()
        .filter(line -> line.contains(" " + name + " "))
        .findFirst()
        .orElseThrow();
  }

  private Launcher coral() {
    return new Launcher(dist.resolve("bin/coral"), folder);
  }
}

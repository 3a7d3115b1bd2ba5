package io.coral.cli.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one file that is downloaded: unpacked somewhere else, and run with nothing around it. */
class ArchiveIT {
  private static final List<String> OWN =
      List.of("coral.jar", "client.jar", "store.jar", "colony.jar");

  private static final Path DIST = Path.of("target", "dist").toAbsolutePath();

  @TempDir Path folder;

  @AfterEach
  void allowRemoval() throws Exception {
    shell("chmod -R u+w '" + folder + "'");
  }

  @Test
  void archive_unpackedElsewhereAndReadOnly_runsFromItsCaches() throws Exception {
    Path archive = archive();
    assertThat(shell("cd '" + archive.getParent() + "' && sha256sum -c *.tar.gz.sha256").code())
        .isZero();
    Path elsewhere = Files.createDirectory(folder.resolve("some where"));
    var unpacked = shell("tar -xzf '" + archive + "' -C '" + elsewhere + "'");
    assertThat(unpacked.code()).as(unpacked.stderr()).isZero();
    Path home = elsewhere.resolve(archive.getFileName().toString().replace(".tar.gz", ""));
    shell("chmod -R a-w '" + home + "'");

    // A Java that was told to use its cache ends where it cannot.
    var coral = new Launcher(home.resolve("bin/coral"), folder);
    var version = coral.with("CORAL_JVM_OPTIONS", "-XX:AOTMode=on").run("--version");
    var script =
        coral
            .with(
                "CORAL_JVM_OPTIONS",
                "-Xshare:on -Xlog:library:file=" + folder.resolve("script.log"))
            .run("run", "--demo", "-e", "console.log(1 + 1)");
    var services =
        new Launcher(home.resolve("bin/coral"), folder)
            .with("CORAL_JVM_OPTIONS", "-Xlog:library:file=" + folder.resolve("services.log"))
            .run("query", "services", "--demo");

    assertThat(version.code()).as(version.stdout() + version.stderr()).isZero();
    assertThat(script.stdout()).as(script.stderr()).isEqualTo("2\n");
    assertThat(services.stdout()).as(services.stderr()).contains("ts-order-service");
    assertThat(services.stderr()).isEmpty();
    // A cache remembers where its jars were when it was made.
    assertThat(Files.readString(folder.resolve("script.log")))
        .contains(home.resolve("lib/libjffi-1.2.so").toString())
        .doesNotContain(DIST.toRealPath().toString());
    assertThat(Files.readString(folder.resolve("services.log")))
        .contains(home.resolve("lib/libduckdb_java.so").toString())
        .doesNotContain(DIST.toRealPath().toString());
  }

  @Test
  void billOfMaterials_namesEveryJar_andWhatIsNoJar() throws Exception {
    assumeThat(DIST.resolve("bom.json")).as("made by a build that is not offline").exists();
    JsonNode bill = new ObjectMapper().readTree(DIST.resolve("bom.json").toFile());
    Set<String> named = new HashSet<>();
    for (JsonNode component : bill.get("components")) {
      named.add(component.get("name").asText() + "-" + component.get("version").asText() + ".jar");
      assertThat(component.get("licenses"))
          .as("the licence of " + component.get("name"))
          .isNotEmpty();
    }

    assertThat(bill.get("bomFormat").asText()).isEqualTo("CycloneDX");
    try (Stream<Path> jars = Files.list(DIST.resolve("lib"))) {
      assertThat(jars.map(jar -> jar.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".jar") && !OWN.contains(name))
          .isSubsetOf(named);
    }
    assertThat(named).anyMatch(name -> name.startsWith("OpenJDK-25"));
    assertThat(named).anyMatch(name -> name.startsWith("deno-"));
    assertThat(named).anyMatch(name -> name.startsWith("@bufbuild/protobuf-"));
  }

  @Test
  void licences_ofPartsThatAskForIt_lieBeside() {
    assertThat(DIST.resolve("licences"))
        .isDirectoryContaining("glob:**/deno-LICENSE")
        .isDirectoryContaining("glob:**/duckdb-LICENSE-MIT.txt")
        .isDirectoryContaining("glob:**/guice-*-NOTICE")
        .isDirectoryContaining("glob:**/jffi-LICENSE-Apache-2.0.txt")
        .isDirectoryContaining("glob:**/libffi-LICENSE-MIT.txt");
    assertThat(DIST.resolve("runtime/legal/java.base")).isNotEmptyDirectory();
  }

  private static Path archive() throws IOException {
    Path folder = DIST.toRealPath();
    return folder.resolveSibling(folder.getFileName() + ".tar.gz");
  }

  private Launcher.Ended shell(String line) throws Exception {
    return new Launcher(Path.of("/bin/sh"), folder).with("PATH", "/usr/bin:/bin").run("-c", line);
  }
}

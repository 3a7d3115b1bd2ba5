package io.coral.deno;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coral.deno.jail.Jail;
import io.coral.deno.jail.JailRules;
import io.coral.deno.jail.LentFolder;
import io.coral.deno.jail.Reach;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Deno with every permission of its own finds by the name of a folder that it is lent. */
class LentFolderTest {
  private static final String SECRET = "canary-1e7d";

  private final Optional<Jail> jail = Jail.ofThisSystem();
  private final DenoInstallation installation = TestInstallation.find();
  @TempDir Path folder;
  private Path lent;
  private Path root;

  @BeforeEach
  void makeFolders() throws IOException {
    Assumptions.assumeTrue(jail.filter(Jail::lends).isPresent(), "this kernel has no whole jail");
    folder = folder.toRealPath();
    root = Files.createDirectory(folder.resolve("root"));
    lent = Files.createDirectory(folder.resolve("lent"));
    Files.writeString(lent.resolve("a-1_b.js"), "lent");
    Files.writeString(lent.resolve(".hidden"), SECRET);
    Files.createDirectory(lent.resolve("below"));
    Files.writeString(lent.resolve("below/c.js"), SECRET);
    Files.writeString(folder.resolve("secret.txt"), SECRET);
  }

  @Test
  void file_isRead_byItsNameAlone() throws Exception {
    assertThat(tried(Optional.of(lent), "/dev/null/coral/a-1_b.js")).isEqualTo("lent\n");
    assertThat(tried(Optional.of(lent), lent.resolve("a-1_b.js").toString()))
        .isEqualTo("PermissionDenied\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "../secret.txt",
        "below",
        "below/c.js",
        ".hidden",
        "missing.js",
        "a-1_b.js/",
        "/a-1_b.js",
        "a-1_b.js\u00e9",
        "\u00e9",
        "a b",
        "%2e%2e",
      })
  void otherName_leadsNowhere(String name) throws Exception {
    assertThat(tried(Optional.of(lent), "/dev/null/coral/" + name))
        .isIn("NotADirectory\n", "IsADirectory\n");
  }

  @Test
  void nameOfAnyLength_leadsNowhere() throws Exception {
    assertThat(tried(Optional.of(lent), "/dev/null/coral/" + "a".repeat(5000)))
        .isIn("NotADirectory\n", "Error\n"); // the kernel's own limit is 4096
  }

  @Test
  void file_isNotWritten() throws Exception {
    assertThat(
            ran(
                Optional.of(lent),
                """
                try {
                  Deno.writeTextFileSync("/dev/null/coral/a-1_b.js", "x");
                } catch {
                  console.log("refused");
                }
                """))
        .isEqualTo("refused\n");
    assertThat(lent.resolve("a-1_b.js")).hasContent("lent");
  }

  @Test
  void whereNothingIsLent_thereIsNothing() throws Exception {
    assertThat(tried(Optional.empty(), "/dev/null/coral/a-1_b.js")).isEqualTo("NotADirectory\n");
  }

  private String tried(Optional<Path> lent, String path) throws Exception {
    return ran(
        lent,
        """
        const path = "%s";
        try { console.log(Deno.readTextFileSync(path)); } catch (e) { console.log(e.name); }
        """
            .formatted(path));
  }

  private String ran(Optional<Path> lent, String code) throws Exception {
    Path script = Files.writeString(root.resolve("script.js"), code);
    Path cache = Files.createDirectories(folder.resolve("cache"));
    var rules =
        new JailRules(
            SystemFiles.readableWith(root, cache),
            List.of(),
            SystemFiles.executableWith(installation.deno()),
            new Reach.Nowhere(),
            lent.map(LentFolder::new));
    List<String> command =
        List.of(
            installation.deno().toString(), "run", "-A", "--no-config", "-q", script.toString());
    try (Spawner spawner =
        Spawner.prepare(
            Optional.of(jail.orElseThrow().prepare(rules, installation.deno(), _ -> {})))) {
      Process process =
          spawner
              .start(DenoProcess.builder(command, root, cache, false).redirectErrorStream(true))
              .process();
      process.getOutputStream().close();
      return new String(process.getInputStream().readAllBytes(), UTF_8);
    }
  }
}

package io.coral.deno;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coral.deno.jail.Jail;
import io.coral.ports.ScriptEnd;
import io.coral.ports.ScriptFailure;
import io.coral.ports.ScriptRun;
import io.coral.ports.ScriptRun.Stdio;
import io.coral.ports.ScriptSource;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Deno is given of earlier work; and that it is never taken for what it is not. */
class SdkCacheTest {
  private static final DenoInstallation BARE = TestInstallation.find();

  @TempDir static Path made;
  private static Path original;

  @TempDir Path folder;
  private Path sdk;
  private Path cache;

  @BeforeAll
  static void make() throws Exception {
    Assumptions.assumeTrue(Jail.ofThisSystem().filter(Jail::lends).isPresent(), "no whole jail");
    original = made.resolve("cache");
    assertThat(SdkCache.make(BARE, original)).isTrue();
  }

  @BeforeEach
  void copy() throws IOException {
    cache = copied(original, folder.resolve("cache"));
    sdk = copied(BARE.sdk(), folder.resolve("sdk"));
  }

  @Test
  void cache_isOfDenoAndTheSdk_andOfNothingElse() throws Exception {
    String specifiers =
        database(
            """
            for (const [database, table] of [[analyses, "moduleinfocache"], [codes, "codecache"]]) {
              for (const { specifier } of database.prepare("SELECT specifier FROM " + table).all()) {
                console.log(specifier);
              }
            }
            """);

    assertThat(specifiers.lines())
        .contains("file:///dev/null/coral/mod.js", "file:///dev/null/coral/preload.js")
        .contains("ext:deno_fetch/26_fetch.js")
        .allMatch(each -> each.startsWith("file:///dev/null/coral/") || each.startsWith("ext:"));
    try (Stream<Path> files = Files.list(cache)) {
      assertThat(files.map(SdkCacheTest::content)).noneMatch(text -> text.contains("coral-run-"));
    }
  }

  @Test
  void analysis_isTakenFromIt() throws Exception {
    database(
        """
        analyses.exec("UPDATE moduleinfocache SET module_info = replace(module_info, './', './no-')");
        """);

    assertThat(ran().toString()).contains("no-chunk");
  }

  /** What was compiled of a text of the same length, put where this one's is. */
  @Test
  void code_isTakenFromIt() throws Exception {
    Path other = copied(sdk, folder.resolve("other-sdk"));
    for (Path each : List.of(sdk, other)) {
      Files.writeString(
          each.resolve("error.js"),
          each.equals(sdk) ? "console.log('one');" : "console.log('two');",
          StandardOpenOption.APPEND);
    }
    Files.move(cache, folder.resolve("unused"));
    assertThat(SdkCache.make(new DenoInstallation(BARE.deno(), sdk), cache)).isTrue();
    assertThat(
            SdkCache.make(new DenoInstallation(BARE.deno(), other), folder.resolve("other-cache")))
        .isTrue();
    database(
        """
        const other = new DatabaseSync("other-cache/v8_code_cache_v2");
        const where = "WHERE specifier = 'file:///dev/null/coral/error.js'";
        const { data } = other.prepare("SELECT data FROM codecache " + where).get();
        codes.prepare("UPDATE codecache SET data = ? " + where).run(data);
        """);

    assertThat(ran().get().stdout()).isEqualTo("two\nfunction\n");
  }

  @Test
  void sdkThatChangedSince_runsAsItIs() throws Exception {
    Files.writeString(
        sdk.resolve("mod.js"), "\nconsole.log('other code');\n", StandardOpenOption.APPEND);

    assertThat(ran().get().stdout()).isEqualTo("other code\nfunction\n");
  }

  @Test
  void damagedCache_isOnlySlower() throws Exception {
    try (Stream<Path> files = Files.list(cache)) {
      for (Path file : files.toList()) {
        Files.writeString(file, "SQLite format 3\0 and then nothing of the kind");
      }
    }

    ScriptEnd end = ran().get();

    assertThat(end.stdout()).isEqualTo("function\n");
    assertThat(end.stderr()).isEmpty();
  }

  @Test
  void cacheOfTheInstallation_isLeftAsItIs() throws Exception {
    List<String> before = contents();

    assertThat(ran().get().exitCode()).isZero();

    assertThat(contents()).isEqualTo(before);
  }

  private Either<ScriptFailure, ScriptEnd> ran() throws IOException {
    Path root = Files.createDirectories(folder.resolve("root"));
    var runtime =
        new DenoRuntime(new DenoInstallation(BARE.deno(), sdk, Optional.of(cache)), folder);
    return runtime.run(
        new ScriptRun(
            new ScriptSource.Inline(
                "script",
                """
                import { services } from "@coral/sdk";
                import "@coral/sdk/error";
                console.log(typeof services.list);
                """),
            root,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
            Optional.empty(),
            Map.of(),
            Duration.ofMinutes(1),
            ScriptRun.DEFAULT_MEMORY_BYTES,
            Stdio.CAPTURED),
        _ -> {});
  }

  /** What a script prints that looks into the cache, or changes it. */
  private String database(String code) throws IOException, InterruptedException {
    Path script =
        Files.writeString(
            folder.resolve("look.js"),
            """
            import { DatabaseSync } from "node:sqlite";
            const analyses = new DatabaseSync("cache/dep_analysis_cache_v2");
            const codes = new DatabaseSync("cache/v8_code_cache_v2");
            %s
            analyses.close();
            codes.close();
            """
                .formatted(code));
    List<String> command =
        List.of(BARE.deno().toString(), "run", "-A", "--no-config", "-q", script.toString());
    Process process =
        DenoProcess.builder(command, folder, folder.resolve("own"), false)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private List<String> contents() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.sorted().map(file -> file.getFileName() + content(file)).toList();
    }
  }

  private static String content(Path file) {
    try {
      return new String(Files.readAllBytes(file), ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path copied(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }
}

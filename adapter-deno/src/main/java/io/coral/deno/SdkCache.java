package io.coral.deno;

import io.coral.deno.jail.LentFolder;
import io.coral.ports.ScriptEnd;
import io.coral.ports.ScriptFailure;
import io.coral.ports.ScriptRun;
import io.coral.ports.ScriptRun.Stdio;
import io.coral.ports.ScriptSource;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Deno has made of the SDK and of its own modules by the time that a script runs: which
 * modules each names, and what V8 compiled them to. Kept with the installation, it need not be made
 * again by each run.
 *
 * <p>Deno takes of it only what was made by its own version, of a module that has the same name and
 * the same text. So what is kept can be too old to be of use, but not wrong.
 */
public final class SdkCache {
  /** Asks one question, for what that needs of Deno, and imports what others would. */
  private static final String REHEARSAL =
      """
      import * as coral from "@coral/sdk";
      import "@coral/sdk/services";
      import "@coral/sdk/metrics";
      import "@coral/sdk/traces";
      import "@coral/sdk/system";
      import "@coral/sdk/db";
      import "@coral/sdk/params";
      import "@coral/sdk/error";
      await coral.services.list().catch(() => {});
      """;

  /**
   * Deno keeps databases of SQLite, with a row for each module. What it knows of the rehearsal
   * goes, and with the last row the file; and what lies in a log beside comes into it, so that one
   * file is the whole.
   */
  private static final String TIDYING =
      """
      import { DatabaseSync } from "node:sqlite";
      for (const file of Deno.args) {
        const database = new DatabaseSync(file);
        database.exec("PRAGMA secure_delete = ON");
        const tables = database.prepare(
          "SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c"
            + " WHERE m.type = 'table' AND c.name = 'specifier'",
        ).all();
        let rows = 0;
        for (const { name } of tables) {
          database.exec(
            `DELETE FROM ${name} WHERE specifier NOT GLOB 'ext:*' AND specifier NOT GLOB 'NAME/*'`,
          );
          rows += database.prepare(`SELECT count(*) AS n FROM ${name}`).get().n;
        }
        database.exec("ANALYZE"); // or Deno would do it, and give up where it cannot write
        database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
        database.close();
        if (rows === 0) {
          Deno.removeSync(file);
        }
      }
      """
          .replace("NAME", FileUrl.of(LentFolder.NAME));

  private static final String LEARNED = "learned";

  /** A port that fetch refuses to connect to: it gets as far as it would with a colony. */
  private static final InetSocketAddress NOBODY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** Where Deno would keep its web storage; no database. */
  private static final String NO_DATABASE = "location_data";

  private final DenoInstallation installation;
  private final Path scratch;

  private SdkCache(DenoInstallation installation, Path scratch) {
    this.installation = installation;
    this.scratch = scratch;
  }

  /**
   * Fills a folder for {@link DenoInstallation#cache()}.
   *
   * @param installation one without a cache
   * @param folder does not exist yet
   * @return false, and there is no folder, where the kernel has no jail that lends: there the SDK's
   *     modules have another name in each installation
   * @throws IOException if Deno cannot do it
   */
  public static boolean make(DenoInstallation installation, Path folder)
      throws IOException, InterruptedException {
    Path temp = Path.of(System.getProperty("java.io.tmpdir"));
    try (RunFolder own = RunFolder.create(temp, Optional.empty())) {
      Path scratch = own.path().toRealPath();
      var runtime = DenoRuntime.learning(installation, scratch, scratch.resolve(LEARNED));
      if (!runtime.lends()) {
        return false;
      }
      var cache = new SdkCache(installation, scratch);
      cache.rehearse(runtime);
      cache.tidy();
      keep(cache.databases(), folder);
      return true;
    }
  }

  private void rehearse(DenoRuntime runtime) throws IOException {
    Path root = Files.createDirectory(scratch.resolve("root"));
    var run =
        new ScriptRun(
            new ScriptSource.Inline("rehearsal", REHEARSAL),
            root,
            NOBODY,
            Optional.empty(),
            Map.of(),
            LONGEST,
            ScriptRun.DEFAULT_MEMORY_BYTES,
            Stdio.CAPTURED);
    Either<ScriptFailure, ScriptEnd> ended = runtime.run(run, _ -> {});
    if (ended.isLeft() || ended.get().exitCode() != 0) {
      throw new IOException("the rehearsal of the SDK failed: " + ended);
    }
  }

  private List<Path> databases() throws IOException {
    try (Stream<Path> files = Files.list(scratch.resolve(LEARNED))) {
      return files
          .filter(file -> !file.toString().endsWith("-wal") && !file.toString().endsWith("-shm"))
          .filter(file -> !file.endsWith(NO_DATABASE))
          .sorted()
          .toList();
    }
  }

  private void tidy() throws IOException, InterruptedException {
    Path script = Files.writeString(scratch.resolve("tidying.js"), TIDYING);
    List<String> command =
        Stream.concat(
                Stream.of(
                    installation.deno().toString(),
                    "run",
                    "--no-config",
                    "--no-lock",
                    "--no-remote",
                    "--allow-read=" + scratch,
                    "--allow-write=" + scratch,
                    script.toString()),
                databases().stream().map(Path::toString))
            .toList();
    Process tidying =
        DenoProcess.builder(command, scratch, scratch.resolve("own"), false)
            .redirectErrorStream(true)
            .start();
    String said = new String(tidying.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (tidying.waitFor() != 0) {
      throw new IOException("Deno's cache cannot be tidied: " + said);
    }
  }

  private static void keep(List<Path> databases, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Path database : databases) {
      Files.copy(database, folder.resolve(database.getFileName()));
    }
  }
}

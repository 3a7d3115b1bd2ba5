package io.coral.deno;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coral.deno.jail.Jail;
import io.coral.deno.jail.JailException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Deno could do that reads or checks a script, if a hostile text had taken it over. */
class AskingCellsTest {
  private static final String SECRET = "canary-51c9";

  private final Optional<Jail> jail = Jail.ofThisSystem();
  private final DenoInstallation installation = TestInstallation.find();
  @TempDir Path folder;
  private Path root;
  private RunFolder run;
  private AskingCells cells;

  @BeforeEach
  void makeFolders() throws IOException {
    Assumptions.assumeTrue(
        jail.filter(Jail::holdsProcesses).isPresent(), "this kernel has no whole jail");
    folder = folder.toRealPath();
    root = Files.createDirectory(folder.resolve("root"));
    run = RunFolder.create(folder, Optional.empty());
    Files.createDirectory(run.fetched());
    Files.writeString(folder.resolve("secret.txt"), SECRET);
    Files.createSymbolicLink(root.resolve("link.txt"), folder.resolve("secret.txt"));
    var library = new StandardLibrary(StandardLibrary.JSR, folder.resolve("library"));
    cells =
        new AskingCells(
            jail, installation, library, root, run, new SdkPlace(installation.sdk(), false));
  }

  @AfterEach
  void close() {
    if (run != null) {
      run.close();
    }
  }

  @Test
  void files_areReadFromTheRoot_andWrittenWhereWhatIsFetchedGoes() throws Exception {
    String code =
        """
        const tried = (what) => { try { return what() ?? "done"; } catch (e) { return e.name; } };
        console.log(
          tried(() => Deno.readTextFileSync("link.txt")),
          tried(() => Deno.readTextFileSync("/etc/passwd")),
          tried(() => Deno.writeTextFileSync("new.txt", "x")),
          tried(() => Deno.writeTextFileSync(CACHE + "/new.txt", "x")),
          tried(() => new Deno.Command("/usr/bin/id").outputSync().success),
        );
        console.log(
          tried(() => Deno.writeTextFileSync(FETCHED + "/new.txt", "x")),
          tried(() => Deno.renameSync(FETCHED + "/new.txt", FETCHED + "/other.txt")),
          tried(() => Deno.removeSync(FETCHED + "/other.txt")),
        );
        """;
    String denied = "PermissionDenied ".repeat(5).strip() + "\n";

    assertThat(ran(false, code)).isEqualTo(denied + "PermissionDenied NotFound NotFound\n");
    assertThat(ran(true, code)).isEqualTo(denied + "done done done\n");
  }

  @Test
  void others_areReachedToFetchAlone() throws Exception {
    try (var other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String connect =
          """
          console.log(await Deno.connect({ port: %d }).then(() => "reached", (e) => e.name));
          """
              .formatted(other.getLocalPort());

      assertThat(ran(false, connect)).isEqualTo("PermissionDenied\n");
      assertThat(ran(true, connect)).isEqualTo("reached\n");
    }
  }

  /** With every permission that Deno can give: only the jail is left. */
  private String ran(boolean fetching, String code) throws IOException, InterruptedException {
    Path script =
        Files.writeString(
            root.resolve("script.js"),
            "const CACHE = '%s', FETCHED = '%s';%n%s".formatted(run.cache(), run.fetched(), code));
    try (Spawner spawner = spawner(fetching)) {
      ProcessBuilder builder =
          DenoProcess.builder(
                  List.of(
                      installation.deno().toString(),
                      "run",
                      "-A",
                      "--no-config",
                      "-q",
                      script.toString()),
                  root,
                  run.cache(),
                  false)
              .redirectErrorStream(true);
      Process process = spawner.start(builder).process();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), UTF_8);
      process.waitFor();
      return text;
    }
  }

  private Spawner spawner(boolean fetching) throws JailException {
    return fetching ? cells.fetching() : cells.offline();
  }
}

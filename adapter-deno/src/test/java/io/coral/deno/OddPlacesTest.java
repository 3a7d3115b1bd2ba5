package io.coral.deno;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.deno.jail.AttendedPlace;
import io.coral.deno.jail.Jail;
import io.coral.ports.ScriptEnd;
import io.coral.ports.ScriptFailure;
import io.coral.ports.ScriptRun;
import io.coral.ports.ScriptRun.Stdio;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines on which something is missing, full, or open to everybody. */
class OddPlacesTest {
  @TempDir Path folder;
  private Path script;

  @BeforeEach
  void writeScript() throws IOException {
    script = Files.createDirectory(folder.resolve("root")).resolve("script.ts");
    Files.writeString(script, "console.log('ran');");
  }

  @Test
  void placeForTheLibraryThatCannotBeMade_isNotNeeded() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    try (JsrServer registry = JsrServer.start()) {
      registry.offer("@std/x", "mod.ts", "export const x = 42;");
      Files.writeString(script, "import { x } from 'jsr:@std/x'; console.log(x);");
      var library = new StandardLibrary(registry.url(), file.resolve("below"));

      var end = run(new DenoRuntime(TestInstallation.find(), folder, library)).get();

      assertThat(end.stdout()).as(end.stderr()).isEqualTo("42\n");
    }
  }

  @Test
  void containerThatAttendsToCalls_isNoHindrance() throws Exception {
    Assumptions.assumeTrue(Jail.ofThisSystem().filter(Jail::lends).isPresent(), "no whole jail");
    Files.writeString(
        script, "import { services } from '@coral/sdk'; console.log(typeof services.list);");

    var end =
        AttendedPlace.within(() -> run(new DenoRuntime(TestInstallation.find(), folder)).get());

    assertThat(end.stdout()).as(end.stderr()).isEqualTo("function\n");
  }

  @Test
  void noRoomForAPrivateFolder_isSaid() {
    var outcome = run(new DenoRuntime(TestInstallation.find(), folder.resolve("none")));

    assertThat(outcome.getLeft())
        .isInstanceOfSatisfying(
            ScriptFailure.RuntimeUnavailable.class,
            failure -> {
              assertThat(failure.message()).contains("no room", "none");
              assertThat(failure.hint()).contains("room for temporary files");
            });
  }

  @Test
  void engineThatIsMissing_isSaid() {
    var installation = new DenoInstallation(folder.resolve("deno"), folder);

    assertThat(run(new DenoRuntime(installation, folder)).getLeft().message()).contains("missing");
  }

  @Test
  void engineThatAnybodyCanChange_isNotStarted() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path mark = folder.resolve("started");
    Path deno = Files.writeString(bin.resolve("deno"), "#!/bin/sh\ntouch '" + mark + "'\n");
    Files.setPosixFilePermissions(deno, PosixFilePermissions.fromString("rwxr-xrwx"));

    var outcome =
        run(new DenoRuntime(new DenoInstallation(deno, TestInstallation.find().sdk()), folder));

    assertThat(outcome.getLeft())
        .isInstanceOfSatisfying(
            ScriptFailure.RuntimeUnavailable.class,
            failure -> assertThat(failure.message()).contains("changed by anybody"));
    assertThat(mark).doesNotExist();
  }

  @Test
  void engineThatIsNoProgram_isSaid() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path deno = Files.write(bin.resolve("deno"), new byte[] {1, 2, 3});
    Files.setPosixFilePermissions(deno, PosixFilePermissions.fromString("rwxr-xr-x"));

    for (String more : List.of("", "// export\n")) { // a script of which Deno is asked, too
      Files.writeString(script, more, StandardOpenOption.APPEND);
      var outcome =
          run(new DenoRuntime(new DenoInstallation(deno, TestInstallation.find().sdk()), folder));

      assertThat(outcome.getLeft())
          .isInstanceOfSatisfying(
              ScriptFailure.RuntimeUnavailable.class,
              failure -> assertThat(failure.message()).contains("cannot be executed"));
    }
  }

  private Either<ScriptFailure, ScriptEnd> run(DenoRuntime runtime) {
    return runtime.run(
        new ScriptRun(
            script,
            script.getParent(),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 9),
            Optional.empty(),
            Map.of(),
            Duration.ofSeconds(60),
            ScriptRun.DEFAULT_MEMORY_BYTES,
            Stdio.CAPTURED));
  }
}

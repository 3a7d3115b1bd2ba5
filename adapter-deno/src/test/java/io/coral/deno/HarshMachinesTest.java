package io.coral.deno;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * File systems that a namespace of our own makes full, closed or unfit for programs; other users.
 */
class HarshMachinesTest {
  @TempDir Path folder;
  private Path script;
  private Path temp;

  private record Ended(int code, String stdout, String stderr) {}

  @BeforeEach
  void writeScript() throws IOException {
    folder = folder.toRealPath();
    temp = Files.createDirectory(folder.resolve("temp"));
    script = Files.createDirectory(folder.resolve("root")).resolve("script.ts");
    Files.writeString(
        script,
        """
        import * as coral from "@coral/sdk";
        console.log(typeof coral.services.list, Deno.readTextFileSync("script.ts").length > 9);
        """);
  }

  @Test
  void tempThatRunsNoPrograms_isNoHindrance() throws Exception {
    assertThat(inNamespace("mount -t tmpfs -o noexec,nosuid,nodev tmpfs \"$TEMP\""))
        .isEqualTo(new Ended(0, "function true\n", ""));
  }

  @Test
  void homeThatCannotBeWritten_isNoHindrance() throws Exception {
    Files.createDirectory(folder.resolve("home"));

    assertThat(
            inNamespace(
                "mount -t tmpfs -o ro tmpfs \"$FOLDER/home\" && export HOME=\"$FOLDER/home\""
                    + " XDG_CACHE_HOME=\"$FOLDER/home/cache\""))
        .isEqualTo(new Ended(0, "function true\n", ""));
  }

  @Test
  void fullDisk_isSaid() throws Exception {
    Ended ended =
        inNamespace(
            "mount -t tmpfs -o size=64k tmpfs \"$TEMP\""
                + " && { head -c 65536 /dev/zero > \"$TEMP/filler\"; }");

    assertThat(ended.code()).isEqualTo(ScriptInOwnJvm.NOT_RUN);
    assertThat(ended.stdout()).isEmpty();
    assertThat(ended.stderr()).contains("No space left on device").hasLineCount(1);
  }

  @Test
  void diskWithoutRoomForAFolder_isSaid() throws Exception {
    Ended ended =
        inNamespace("mount -t tmpfs -o nr_inodes=2 tmpfs \"$TEMP\" && mkdir \"$TEMP/last\"");

    assertThat(ended.code()).isEqualTo(ScriptInOwnJvm.NOT_RUN);
    assertThat(ended.stderr()).contains("there is no room for a private folder").hasLineCount(1);
  }

  @Test
  void otherUser_isInTheSameSandbox() throws Exception {
    Assumptions.assumeTrue(isRoot(), "only root can become another user");
    for (Path each : List.of(folder, folder.resolve("root"), temp)) {
      Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    Files.writeString(
        script,
        """
        const tried = (what: () => unknown) => {
          try { return what(); } catch (e) { return (e as Error).name; }
        };
        console.log(tried(() => Deno.readTextFileSync("/etc/hostname")), tried(() => Deno.uid()));
        """);

    Ended ended =
        ended(
            List.of(
                "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all"),
            openedClassPath());

    Assumptions.assumeFalse(
        ended.stderr().contains("Could not find or load"), "others cannot read this checkout");
    assertThat(ended).isEqualTo(new Ended(0, "NotCapable NotCapable\n", ""));
    assertThat(temp).isEmptyDirectory();
  }

  private static boolean isRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  /** Runs the script where {@code preparation} has changed what is mounted, for it alone. */
  private Ended inNamespace(String preparation) throws Exception {
    List<String> namespace = List.of("unshare", "--user", "--map-root-user", "--mount");
    Assumptions.assumeTrue(
        works(namespace, "mount -t tmpfs tmpfs \"$TEMP\""), "no namespace can be made here");
    var command = new ArrayList<>(namespace);
    command.addAll(List.of("sh", "-c", preparation + " && exec \"$@\"", "sh"));
    return ended(command);
  }

  private boolean works(List<String> namespace, String preparation) throws Exception {
    var command = new ArrayList<>(namespace);
    command.addAll(List.of("sh", "-c", preparation));
    try {
      return started(command).waitFor() == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }

  /** The same libraries where everybody can read them: ours may lie in a closed home. */
  private String openedClassPath() throws IOException {
    Path libraries = Files.createDirectory(folder.resolve("libraries"));
    var opened = new ArrayList<String>();
    for (String each : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path entry = Path.of(each);
      opened.add(
          Files.isRegularFile(entry)
              ? Files.copy(entry, libraries.resolve(opened.size() + ".jar")).toString()
              : each);
    }
    return String.join(File.pathSeparator, opened);
  }

  private Ended ended(List<String> before) throws Exception {
    return ended(before, System.getProperty("java.class.path"));
  }

  private Ended ended(List<String> before, String classPath) throws Exception {
    var command = new ArrayList<>(before);
    command.addAll(ScriptInOwnJvm.command(script, temp, classPath).command());
    Process process = started(command);
    String stdout = new String(process.getInputStream().readAllBytes(), UTF_8);
    String stderr = new String(process.getErrorStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), stdout, stderr);
  }

  private Process started(List<String> command) throws IOException {
    var builder = new ProcessBuilder(command);
    builder.environment().put("TEMP", temp.toString());
    builder.environment().put("FOLDER", folder.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }
}

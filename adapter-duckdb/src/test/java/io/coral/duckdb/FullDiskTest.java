package io.coral.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A store on a disk without room, which is a small one that only its process sees. */
@Timeout(180)
class FullDiskTest {
  @TempDir private Path folder;

  private List<String> inItsOwnDisk(String megabytes, String command)
      throws IOException, InterruptedException {
    Path disk = Files.createDirectories(folder.resolve("disk"));
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                "unshare",
                "--user",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs -o size=" + megabytes + "m none " + disk + " && exec " + command)
            .redirectOutput(output.toFile())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    if (!process.waitFor(150, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running\n" + Files.readString(output));
    }
    if (process.exitValue() != 0) {
      return List.of("ended with " + process.exitValue(), errors());
    }
    return Files.readAllLines(output);
  }

  private String errors() throws IOException {
    return Files.readString(folder.resolve("errors"));
  }

  private boolean mayMount() {
    try {
      return inItsOwnDisk("1", "true").isEmpty();
    } catch (IOException e) {
      return false; // no unshare
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void fullDisk_refusesWrites_goesOnAnswering_andRecoversWithAllThatWasAcknowledged()
      throws Exception {
    assumeTrue(mayMount(), "this user may not mount a disk of their own");
    String java =
        Path.of(System.getProperty("java.home"), "bin", "java")
            + " --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 -cp "
            + System.getProperty("java.class.path")
            + " "
            + FullDisk.class.getName()
            + " "
            + folder.resolve("disk");

    List<String> told = inItsOwnDisk("24", java);

    assertThat(told)
        .as(errors())
        .containsExactly(
            "answers while full=true",
            "health while full=true false",
            "warnings while full=[no telemetry is taken: the colony's disk is full]",
            "checkpoint=failed",
            "answers once opened anew=true",
            "health with room=true true",
            "warnings with room=[]",
            "answers with room=true",
            "refused some=true",
            "kept=true");
  }
}

package io.coral.deno;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.deno.jail.Jail;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is told to end while a child is on its way to its program leaves none behind. */
class EndsAtStartTest {
  @TempDir private Path folder;

  /**
   * A child that is left behind would hold the streams open. Those on the way to the program would
   * complain if nobody answered them any more; the program itself is ended in the midst of
   * anything.
   */
  @RepeatedTest(5)
  @Timeout(60)
  void end_whileAProcessStarts_leavesNothingBehind() throws Exception {
    Assumptions.assumeTrue(
        Jail.ofThisSystem().filter(Jail::holdsProcesses).isPresent(), "no whole jail here");
    Process process =
        ScriptInOwnJvm.command(
                EndsAtStart.class,
                folder.resolve("any.ts"),
                folder,
                System.getProperty("java.class.path"))
            .redirectErrorStream(true)
            .start();

    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .doesNotContain("jspawnhelper", "setpriv", "Exception");
    assertThat(process.waitFor()).isZero();
  }
}

package io.coral.deno;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts on the streams of the process that runs them, and what its death does to them. */
class InheritedStreamsTest {
  @TempDir Path folder;
  private Path temp;

  @BeforeEach
  void makeFolders() throws IOException {
    temp = Files.createDirectory(folder.resolve("temp"));
  }

  private Process start(String code) throws IOException {
    Path root = Files.createDirectory(folder.resolve("root"));
    Path script = Files.writeString(root.resolve("script.ts"), code);
    return ScriptInOwnJvm.command(script, temp).start();
  }

  @Test
  void ownStdin_reachesTheScript_withoutItsFirstLine() throws Exception {
    Process run =
        start("console.log(await new Response(Deno.stdin.readable).text()); Deno.exit(9);");
    try (var stdin = run.getOutputStream()) {
      stdin.write("{\"v\": 2}\n12 µs\n".getBytes(UTF_8));
    }

    assertThat(new String(run.getInputStream().readAllBytes(), UTF_8))
        .isEqualTo("{\"v\": 2}\n12 µs\n\n");
    assertThat(run.waitFor()).isEqualTo(9);
  }

  @Test
  void stdinThatNobodyCloses_doesNotHoldUpTheEnd() throws Exception {
    Process run = start("console.log('done'); console.error('said');");

    assertThat(new String(run.getErrorStream().readAllBytes(), UTF_8)).isEqualTo("said\n");
    assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(run.exitValue()).isZero();
  }

  @Test
  void interruptedRunner_leavesNothing() throws Exception {
    Process run = start("console.log(Deno.pid); setInterval(() => {}, 1000);");
    var stdout = new BufferedReader(new InputStreamReader(run.getInputStream(), UTF_8));
    ProcessHandle deno = ProcessHandle.of(Long.parseLong(stdout.readLine())).orElseThrow();

    run.destroy(); // SIGTERM, as SIGINT of a terminal

    assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
    deno.onExit().get(30, TimeUnit.SECONDS);
    try (var left = Files.list(temp)) {
      assertThat(left).isEmpty();
    }
  }
}

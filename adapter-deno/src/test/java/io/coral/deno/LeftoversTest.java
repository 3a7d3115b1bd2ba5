package io.coral.deno;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coral.ports.ScriptEnd;
import io.coral.ports.ScriptEnd.Cause;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No process and no file outlives its run, whatever the script does and however the run ends. */
class LeftoversTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private ScriptFixture scripts;

  @BeforeEach
  void makeFolder() {
    scripts = new ScriptFixture(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) {}",
        "setInterval(() => {}, 1000);",
        "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);",
        "for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)"
            + " Deno.addSignalListener(signal, () => {}); setInterval(() => {}, 100);",
        "const code = 'for (;;) {}'; const url = URL.createObjectURL("
            + "new Blob([code], { type: 'text/javascript' }));"
            + " for (let i = 0; i < 3; i++) new Worker(url, { type: 'module' });",
        "for await (const line of Deno.stdin.readable) console.error(line);",
      })
  void runnerKilledHard_leavesNoProcess_andTheNextRunNoFile(String code) throws Exception {
    Path script = scripts.root().resolve("script.ts");
    Files.writeString(script, "console.log(Deno.pid); " + code);
    Process runner = ScriptInOwnJvm.command(script, scripts.temp()).start();
    var stdout = new BufferedReader(new InputStreamReader(runner.getInputStream(), UTF_8));
    long deno = Long.parseLong(stdout.readLine());

    runner.destroyForcibly().waitFor();

    assertThat(becomes(() -> hasEnded(deno))).isTrue();
    assertThat(processesIn(scripts.temp())).isEmpty();
    assertThat(leftIn(scripts.temp())).hasSize(1);
    scripts.ran("console.log(1);");
    assertThat(leftIn(scripts.temp())).isEmpty();
  }

  @Test
  void runnerKilledHard_whileTheScriptIsJudged_leavesNoProcess_andTheNextRunNoFile()
      throws Exception {
    Path pipe = scripts.root().resolve("pipe.ts"); // Deno waits for somebody to write to it
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Path script = Files.writeString(scripts.root().resolve("script.ts"), "import './pipe.ts';");
    Process runner = ScriptInOwnJvm.command(script, scripts.temp()).start();
    assertThat(becomes(() -> !processesIn(scripts.temp()).isEmpty())).isTrue();

    runner.destroyForcibly().waitFor();

    assertThat(becomes(() -> processesIn(scripts.temp()).isEmpty())).isTrue();
    assertThat(leftIn(scripts.temp())).hasSize(1);
    scripts.ran("console.log(1);");
    assertThat(leftIn(scripts.temp())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) {}",
        "for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)"
            + " Deno.addSignalListener(signal, () => {}); for (;;) {}",
        "const code = 'for (;;) {}'; const url = URL.createObjectURL("
            + "new Blob([code], { type: 'text/javascript' }));"
            + " for (let i = 0; i < 3; i++) new Worker(url, { type: 'module' });",
        "const a = []; for (;;) a.push(new Uint8Array(1 << 20).fill(1));",
      })
  void scriptEndedAtALimit_leavesNothing(String code) throws IOException {
    ScriptEnd end = scripts.memoryMegabytes(128).timeout(Duration.ofSeconds(2)).ran(code);

    assertThat(end.cause()).isIn(Cause.TIMEOUT, Cause.MEMORY);
    assertThat(processesIn(scripts.temp())).isEmpty();
    assertThat(leftIn(scripts.temp())).isEmpty();
  }

  @Test
  void runsAtOnce_doNotMeet() throws IOException {
    scripts.file("data.txt", "shared");
    List<CompletableFuture<String>> runs =
        IntStream.range(0, 6)
            .mapToObj(
                number -> {
                  String name = "script" + number + ".ts";
                  scripts.file(
                      name, "console.log(Deno.readTextFileSync('data.txt'), " + number + ");");
                  return CompletableFuture.supplyAsync(() -> scripts.run(name).get().stdout());
                })
            .toList();

    for (int number = 0; number < runs.size(); number++) {
      assertThat(runs.get(number).join()).isEqualTo("shared " + number + "\n");
    }
    assertThat(leftIn(scripts.temp())).isEmpty();
  }

  private static boolean becomes(BooleanSupplier wanted) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      if (wanted.getAsBoolean()) {
        return true;
      }
      LockSupport.parkNanos(5_000_000);
    }
    return false;
  }

  /** Gone, or dead and not yet collected by whoever inherited it. */
  private static boolean hasEnded(long process) {
    try {
      String stat = Files.readString(Path.of("/proc/" + process + "/stat"));
      return stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
    } catch (IOException e) {
      return true;
    }
  }

  /** All that were told of this folder when they were started. */
  private static List<String> processesIn(Path temp) {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.map(each -> each.info().commandLine().orElse(""))
          .filter(line -> line.contains("/deno ") && line.contains(temp.getParent().toString()))
          .toList();
    }
  }

  private static List<Path> leftIn(Path temp) throws IOException {
    try (Stream<Path> left = Files.list(temp)) {
      return left.toList();
    }
  }
}

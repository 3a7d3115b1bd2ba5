package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways a script gets to coral run, and what is no script. Nothing listens where it may ask. */
class ScriptWaysInIT {
  private static final String NOBODY = "127.0.0.1:1";

  @TempDir Path folder;
  private Path input;

  @BeforeEach
  void makeInput() throws IOException {
    folder = folder.toRealPath();
    input = Files.createDirectory(folder.resolve("input")).resolve("stdin");
    Files.writeString(input, "");
  }

  private CoralProcess.Outcome run(String... arguments) {
    String[] all =
        Stream.concat(Stream.of("run", "--colony", NOBODY), Stream.of(arguments))
            .toArray(String[]::new);
    return CoralProcess.runWithInput(folder, input, all);
  }

  private void assertPrinted(CoralProcess.Outcome outcome, String stdout) {
    assertThat(outcome.stderr()).isEmpty();
    assertThat(outcome.stdout()).isEqualTo(stdout);
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void terminated_whileAScriptRuns_endsWithTheSignalsCode() throws Exception {
    String endless = "console.log('here'); setInterval(() => {}, 1000)";
    try (var run = CoralProcess.start(folder, "run", "--colony", "127.0.0.1:1", "-e", endless)) {
      run.awaitStdout("here");
      run.process().destroy();

      assertThat(run.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(run.process().exitValue()).isEqualTo(143); // 128 and SIGTERM, not the script's
    }
  }

  @Test
  void data_isTheScriptsStdin_byteForByte() throws IOException {
    byte[] bytes = new byte[300_000];
    new java.util.Random(7).nextBytes(bytes);
    Files.write(input, bytes);
    Files.writeString(
        folder.resolve("sum.ts"),
        """
        let sum = 0, count = 0;
        for await (const chunk of Deno.stdin.readable) {
          for (const byte of chunk) { sum += byte; count++; }
        }
        console.log(count, sum);
        """);
    long sum = 0;
    for (byte each : bytes) {
      sum += each & 0xff;
    }

    assertPrinted(run("sum.ts"), bytes.length + " " + sum + "\n");
  }

  @Test
  void scriptOnStdin_findsNothingMoreThere() throws IOException {
    Files.writeString(
        input,
        """
        import * as coral from "@coral/sdk";
        const rest: string = await new Response(Deno.stdin.readable).text();
        console.log(rest.length, coral.params.number("n"));
        """);

    assertPrinted(run("-", "--param", "n=3"), "0 3\n");
  }

  @Test
  void codeOnTheCommandLine_readsStdin() throws IOException {
    Files.writeString(input, "a,b");

    assertPrinted(
        run("-e", "console.log((await new Response(Deno.stdin.readable).text()).split(','))"),
        "[ \"a\", \"b\" ]\n");
  }

  @Test
  void codeThatFails_isCalledByItsName() {
    var outcome = run("-e", "console.log(1);\nthrow new Error('broken')");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.stderr())
        .isEqualTo(
            """
            error: Uncaught Error: broken
              --> <code>:2:7
               |
             2 | throw new Error('broken')
               |       ^
            coral: the script ended with an error that it did not catch
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with space.ts",
        "größe 日本.mts",
        "a#b?c%20.ts",
        "--allow-all.js",
        "-e.mjs",
        "x.tsx",
        "x.jsx",
        "UPPER.TS"
      })
  void anyName_isAName(String name) throws IOException {
    Files.writeString(folder.resolve(name), "console.log('ran');");

    assertPrinted(run("--", name), "ran\n");
  }

  @Test
  void shebang_runsTheFileAsAProgram() throws Exception {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("coral"), CoralProcess.DIST.resolve("bin/coral"));
    Path script = folder.resolve("report.ts");
    Files.writeString(
        script, "#!/usr/bin/env -S coral run --colony " + NOBODY + "\nconsole.log('a program');\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    var builder = new ProcessBuilder(script.toString()).directory(folder.toFile());
    builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));

    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();

    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("a program\n");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void carriageReturnsAndByteOrderMarks_areNoMatter() throws IOException {
    Files.writeString(
        folder.resolve("windows.ts"),
        "\uFEFF#!/usr/bin/env coral\r\nconst x: number = 1;\r\nthrow new Error('at ' + x);\r\n");

    assertThat(run("windows.ts").stderr()).contains("--> windows.ts:3:7", " 3 | throw new Error");
  }

  @Test
  void scriptThatIsRemovedWhileItRuns_runsOn() throws Exception {
    Path script = folder.resolve("main.ts");
    Files.writeString(
        script,
        """
        console.log("started");
        while (true) {
          try { Deno.statSync("main.ts"); } catch { break; }
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
        console.log("removed");
        throw new Error("now");
        """);
    try (var running = CoralProcess.start(folder, "run", "main.ts", "--colony", NOBODY)) {
      running.awaitStdout("started\n");
      Files.delete(script);

      assertThat(running.process().waitFor()).isEqualTo(1);
      assertThat(running.stdout()).isEqualTo("started\nremoved\n");
      assertThat(running.stderr())
          .startsWith("error: Uncaught Error: now\n  --> main.ts:7:7\ncoral: ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gone.ts          | there is no file",
        "input            | is a folder",
        "data.json        | is no script by its name",
        "types.d.ts       | is no script by its name",
        "large.ts         | larger than a script can be",
        "pipe.ts          | is no file, but a pipe or a device",
        "/dev/null        | is no file, but a pipe or a device",
      })
  void whatIsNoScript_isTwo_withAWayOut(String name, String message) throws Exception {
    Files.writeString(folder.resolve("data.json"), "{}");
    Files.writeString(folder.resolve("types.d.ts"), "");
    try (var large = new java.io.RandomAccessFile(folder.resolve("large.ts").toFile(), "rw")) {
      large.setLength(50L << 20);
    }
    new ProcessBuilder("mkfifo", folder.resolve("pipe.ts").toString()).start().waitFor();

    var outcome = run(name);

    assertThat(outcome.stderr()).startsWith("coral: ").contains(message, "\nhint: ");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.stdout()).isEmpty();
  }

  @Test
  void typeError_stopsARunThatIsChecked_andNoOther() throws IOException {
    Files.writeString(
        folder.resolve("typed.ts"), "const x: number = 's' as unknown as string;\nconsole.log(x);");

    assertPrinted(run("typed.ts"), "s\n");
    var checked = run("--check", "typed.ts");
    assertThat(checked.exitCode()).isEqualTo(1);
    assertThat(checked.stdout()).isEmpty();
    assertThat(checked.stderr())
        .startsWith("coral: cannot run the script: its types do not fit\n  TS2322 [ERROR]")
        .contains("at typed.ts:1:7");
    var alone = CoralProcess.run(folder, "check", "typed.ts");
    assertThat(alone.exitCode()).isEqualTo(1);
    assertThat(alone.stderr()).contains("TS2322", "typed.ts:1:7");
  }

  @Test
  void starter_fitsItsTypes_andRunsOnTheSample() {
    assertThat(CoralProcess.run(folder, "script", "init", "mine").exitCode()).isZero();

    var checked = CoralProcess.run(folder, "check", "mine/slow-services.ts");
    assertThat(checked.exitCode()).as(checked.stderr()).isZero();
    var ran = CoralProcess.run(folder, "run", "mine/slow-services.ts", "--demo");
    assertThat(ran.exitCode()).as(ran.stderr()).isZero();
    assertThat(ran.stdout()).contains(": P99 is ");
    var other =
        CoralProcess.run(
            folder, "run", "mine/slow-services.ts", "--demo", "--param", "threshold=soon");
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.stderr())
        .contains("'threshold' is not a number", "--param threshold=", "slow-services.ts:7:");
  }
}

package io.coral.deno;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.ports.ScriptEnd;
import io.coral.ports.ScriptEnd.Cause;
import io.coral.ports.ScriptFailure;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How scripts run and end, in the real Deno. */
class DenoRuntimeTest {
  @TempDir Path folder;
  private ScriptFixture scripts;

  @BeforeEach
  void makeFolder() {
    scripts = new ScriptFixture(folder);
  }

  @Test
  void script_printsAndEndsWithItsOwnCode() {
    var end = scripts.ran("console.log('hello'); console.error('oops'); Deno.exit(7);");

    assertThat(end).isEqualTo(new ScriptEnd(Cause.EXIT, 7, "", "hello\n", "oops\n"));
  }

  @Test
  void script_importsItsOwnFilesAndTheSdk() {
    scripts.file("lib/add.ts", "export const add = (a: number, b: number): number => a + b;");

    var end =
        scripts.ran(
            """
            import { add } from "./lib/add.ts";
            import * as coral from "@coral/sdk";
            import { getP99 } from "@coral/sdk/metrics";
            console.log(add(1, 2), typeof coral.services.list, typeof getP99);
            """);

    assertThat(end.stdout()).isEqualTo("3 function function\n");
  }

  @Test
  void script_getsItsParameters_andTheRestOfStdinIsItsOwn() {
    scripts.parameters(Map.of("threshold", "500", "name", "a \"b\"\n✓"));

    var end =
        scripts.ran(
            """
            import * as coral from "@coral/sdk";
            console.log(coral.params.number("threshold"), coral.params.get("name"));
            console.log(await new Response(Deno.stdin.readable).text() === "");
            """);

    assertThat(end.stdout()).isEqualTo("500 a \"b\"\n✓\ntrue\n");
  }

  @Test
  void scriptOfSomeDepth_isTranslatedInsideTheJail() {
    var end =
        scripts.ran(
            """
            const results: { name: string; rate: number }[] = [];
            for (const name of ["a", "b"]) {
              results.push({ name, rate: await Promise.resolve(0.5) });
            }
            const bad = results.filter((r) => r.rate > 0.01);
            if (bad.length >= 2) {
              for (const each of bad) {
                console.log(`${each.name}: ${(each.rate * 100).toFixed(2)}%`);
              }
            }
            """);

    assertThat(end.stdout()).as(end.stderr()).isEqualTo("a: 50.00%\nb: 50.00%\n");
  }

  @Test
  void uncaughtError_isOne_andSaysWhere() {
    var end = scripts.ran("\nthrow new Error('broken');");

    assertThat(end.cause()).isEqualTo(Cause.UNCAUGHT_ERROR);
    assertThat(end.exitCode()).isEqualTo(1);
    assertThat(end.stderr()).contains("broken").contains("script.ts:2:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"throw null", "throw {}", "Promise.reject('later')", "throw undefined"})
  void whateverIsThrown_isOne(String code) {
    assertThat(scripts.ran(code).exitCode()).isEqualTo(1);
  }

  @Test
  void colonyThatIsNotThere_isFive() {
    var end = scripts.ran("import * as coral from '@coral/sdk'; await coral.services.list();");

    assertThat(end.cause()).isEqualTo(Cause.COLONY_UNREACHABLE);
    assertThat(end.exitCode()).isEqualTo(5);
    assertThat(end.stderr()).contains("Cannot reach the colony").contains("hint:");
  }

  @Test
  void caughtErrors_leaveTheScriptItsOwnCode() {
    var end =
        scripts.ran(
            """
            try { Deno.readTextFileSync("/etc/hostname"); } catch { console.log("denied"); }
            """);

    assertThat(end.withDenials(List.of()))
        .isEqualTo(new ScriptEnd(Cause.EXIT, 0, "", "denied\n", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) {}",
        "setInterval(() => {}, 1000);",
        "await new Promise(() => setInterval(() => {}, 1000));",
        "Deno.addSignalListener('SIGTERM', () => {}); setInterval(() => {}, 100);",
        "/(a+)+$/.test('a'.repeat(60) + '!');"
      })
  void scriptThatDoesNotEnd_isEnded(String code) {
    var end = scripts.timeout(Duration.ofSeconds(1)).ran(code);

    assertThat(end.cause()).isEqualTo(Cause.TIMEOUT);
    assertThat(end.exitCode()).isEqualTo(124);
    assertThat(end.message()).contains("after 1 s").contains("--timeout");
  }

  @Test
  void output_isCappedWhereItIsCaptured() {
    var end = scripts.ran("for (let i = 0; i < 300; i++) console.log('x'.repeat(10_000));");

    assertThat(end.stdout()).hasSizeLessThan(Capture.LIMIT + 100).contains("more bytes");
    assertThat(end.exitCode()).isZero();
  }

  @Test
  void capturedOutput_steersNoTerminal() {
    var end = scripts.ran("console.log('a\\u001b]52;c;eA==\\u0007b\\u009b2Jc\\td');");

    assertThat(end.stdout()).isEqualTo("a]52;c;eA==b2Jc\td\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Deno.exit(133)",
        "console.error('# Fatal JavaScript out of memory: heap out of memory'); Deno.exit(133 - 6)",
        "console.error('error: Uncaught NotCapable: Requires read access, run again');"
            + " Deno.exit(3)",
      })
  void ownCodes_passThrough_whateverIsPrinted(String code) {
    assertThat(scripts.ran(code).cause()).isEqualTo(Cause.EXIT);
  }

  @Test
  void pipeThatNobodyWritesTo_isLeftAtTheDeadline() throws Exception {
    Path pipe = scripts.root().resolve("pipe.ts");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    var end = scripts.timeout(Duration.ofSeconds(1)).ran("import './pipe.ts';");

    assertThat(end.cause()).isEqualTo(Cause.TIMEOUT);
    assertThat(end.exitCode()).isEqualTo(124);
  }

  @Test
  void missingScript_isSaid() {
    assertThat(scripts.run("gone.ts").getLeft()).isInstanceOf(ScriptFailure.MissingScript.class);
    assertThat(scripts.run(".").getLeft()).isInstanceOf(ScriptFailure.MissingScript.class);
  }

  @Test
  void syntaxError_isSaidWithItsPlace() {
    assertThat(scripts.refused("const = ;"))
        .isInstanceOfSatisfying(
            ScriptFailure.Malformed.class,
            failure -> assertThat(failure.message()).contains("script.ts:1:"));
  }

  @Test
  void missingImport_isSaidWithItsPlace() {
    assertThat(scripts.refused("\nimport './gone.ts';"))
        .isInstanceOfSatisfying(
            ScriptFailure.Malformed.class,
            failure -> assertThat(failure.message()).startsWith("script.ts:2: cannot import"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"./x.ts?v=1", "./x.ts#part", "./a^b[c]{d}|e.ts"})
  void anySpecifier_canBeImported(String specifier) {
    scripts.file("x.ts", "export const x = 1;").file("a^b[c]{d}|e.ts", "export const x = 1;");

    assertThat(scripts.ran("import { x } from '%s'; console.log(x);".formatted(specifier)).stdout())
        .isEqualTo("1\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with space.ts",
        "--allow-all.ts",
        "-A.ts",
        "größe, 日本.ts",
        "a^b[c]{d}~.ts",
        "a#b?c%20.ts"
      })
  void anyName_isAName(String name) {
    var end =
        scripts
            .file("lib, shared/x.ts", "export const x = 1;")
            .file(name, "import { x } from './lib, shared/x.ts'; console.log(x);")
            .run(name);

    assertThat(end.get().stdout()).isEqualTo("1\n");
    assertThat(end.get().exitCode()).isZero();
  }

  @Test
  void rootWithACommaAndSpaces_isReadableInside() throws IOException {
    var odd = new ScriptFixture(Files.createDirectories(folder.resolve("a, b [c] ü")));

    var end =
        odd.file("data.txt", "inside")
            .ran("console.log(Deno.readTextFileSync(import.meta.dirname + '/data.txt'));");

    assertThat(end.stdout()).isEqualTo("inside\n");
  }

  @Test
  void nothingIsLeftBehind() throws IOException {
    scripts.ran("console.log(1);");
    scripts.refused("import '/etc/hostname';");
    scripts.timeout(Duration.ofMillis(500)).ran("while (true) {}");

    try (var left = Files.list(scripts.temp())) {
      assertThat(left).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 50, 100, 200, 400, 1_000})
  void interruptedRun_isEnded_andLeavesNothing(int afterMillis) throws Exception {
    scripts.file(
        "endless.ts", "Deno.addSignalListener('SIGTERM', () => {}); setInterval(() => {}, 1000);");
    var outcome = new CompletableFuture<Either<ScriptFailure, ScriptEnd>>();
    Thread run = Thread.ofPlatform().start(() -> outcome.complete(scripts.run("endless.ts")));

    run.join(afterMillis); // wherever it is by then
    run.interrupt();
    run.join(Duration.ofSeconds(30));

    assertThat(outcome).isCompleted();
    assertThat(outcome.join().isLeft()).isTrue();
    try (var left = Files.list(scripts.temp())) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void foldersOfKilledRuns_areSwept() throws IOException {
    Path stale = Files.createDirectories(scripts.temp().resolve("coral-run-stale/deno"));
    Files.writeString(stale.resolve("left"), "over");
    Files.createFile(scripts.temp().resolve("coral-run-stale/.lock"));

    scripts.ran("console.log(1);");

    try (var left = Files.list(scripts.temp())) {
      assertThat(left).isEmpty();
    }
  }
}

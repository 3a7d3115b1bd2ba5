package io.coral.deno;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.ports.ScriptEnd;
import io.coral.ports.ScriptEnd.Cause;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a script does not catch is told once, in terms of the script, in the real Deno. */
class UncaughtErrorTest {
  @TempDir Path folder;
  private ScriptFixture scripts;

  @BeforeEach
  void makeFolder() {
    scripts = new ScriptFixture(folder);
  }

  private static void assertIsUncaught(ScriptEnd end) {
    assertThat(end.cause()).as(end.stderr()).isEqualTo(Cause.UNCAUGHT_ERROR);
    assertThat(end.exitCode()).isEqualTo(1);
    assertThat(end.message()).isNotEmpty();
  }

  @Test
  void error_isShownWithItsPlaceInTheTypeScriptSource() {
    scripts.file(
        "lib/check.ts",
        """
        interface Limits { most: number }

        export function check(value: number, limits: Limits): void {
        \tif (value > limits.most) throw new RangeError(`too many: ${value}`);
        }
        """);

    var end =
        scripts.ran(
            """
            import { check } from "./lib/check.ts";
            type Count = number;
            const count: Count = 3;
            console.error("working");
            check(count, { most: 2 });
            """);

    assertIsUncaught(end);
    assertThat(end.stderr())
        .isEqualTo(
            """
            working
            error: Uncaught RangeError: too many: 3
              --> lib/check.ts:4:33
               |
             4 |  if (value > limits.most) throw new RangeError(`too many: ${value}`);
               |                                 ^
              at script.ts:5:1
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "setTimeout(() => { throw new Error('later'); });",
        "Promise.reject(new Error('later'));",
        "await Promise.reject(new Error('later'));",
        "queueMicrotask(() => { throw new Error('later'); });",
        "addEventListener('load', () => { throw new Error('later'); });",
      })
  void anyWayToThrow_isShownAlike(String code) {
    var end = scripts.ran("\n" + code);

    assertIsUncaught(end);
    assertThat(end.stderr())
        .startsWith("error: Uncaught Error: later\n  --> script.ts:2:")
        .contains("\n 2 | " + code + "\n")
        .doesNotContain("file://", "ext:", "deno_", "chunk-");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "throw null",
        "throw undefined",
        "throw {}",
        "throw { message: 'no error' }",
        "throw Object.create(null)",
        "throw Symbol('s')",
        "throw 'x'.repeat(10_000_000)",
        "throw new Error('x'.repeat(10_000_000))",
        "throw new Error('x\\n'.repeat(100_000))",
        "throw Array.from({ length: 100_000 }, (_, i) => ({ i, text: 'x'.repeat(100) }))",
        "throw Object.defineProperty(new Error('m'), 'message', { get() { throw 1; } })",
        "throw Object.defineProperty(new Error('m'), 'stack', { get() { throw 1; } })",
        "throw { get message() { throw 1; }, [Symbol.for('Deno.customInspect')]() { throw 2; } }",
        "throw new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 2; } })",
        "throw new Proxy(new Error('m'), { get() { throw 1; } })",
        "throw new Error('m', { cause: new Error('c'.repeat(1e6), { cause: { get x() { throw 1; } } }) })",
        "const e = new Error('m'); e.cause = e; throw e",
        "const a = new Error('a'), b = new Error('b', { cause: a }); a.cause = b; throw a",
        "throw new AggregateError(Array.from({ length: 1e5 }, () => new Error('one')), 'many')",
        "Error.prototype.toString = () => { throw 1; }; throw new Error('m')",
        "Error.prepareStackTrace = () => { throw 1; }; throw new Error('m')",
        "Error.stackTraceLimit = 0; throw new Error('m')",
        "const f = () => f(); f()",
        "Array.prototype.push = () => { throw 1; }; throw new Error('m')",
        "String.prototype.replace = () => { throw 1; }; throw new Error('m')",
        "RegExp.prototype.exec = () => { throw 1; }; throw new Error('m')",
        "Object.defineProperty(globalThis, 'process', { get() { throw 1; } }); throw new Error('m')",
        "throw Object.assign(new Error('m'), { name: { toString() { throw 1; } } })",
        "throw new (class extends Error { name = 'x'.repeat(1e6) })('m')",
      })
  void whateverIsThrown_isOneErrorOfBoundedSize(String code) {
    var end = scripts.ran(code + ";");

    assertIsUncaught(end);
    assertThat(end.stderr()).hasSizeLessThan(9_000).containsOnlyOnce("error: Uncaught");
    assertThat(end.stderr()).doesNotContain("(ext:", "chunk-", "preload");
  }

  @Test
  void causesAndErrorsInside_areShownWithTheirPlaces() {
    var end =
        scripts.ran(
            """
            const low = new Error("low");
            const high = new AggregateError([new Error("one"), "two"], "many", { cause: low });
            throw high;
            """);

    assertThat(end.stderr())
        .isEqualTo(
            """
            error: Uncaught AggregateError: many
              --> script.ts:2:14
               |
             2 | const high = new AggregateError([new Error("one"), "two"], "many", { cause: low });
               |              ^
              - Error: one (script.ts:2:34)
              - "two"
            caused by: Error: low (script.ts:1:13)
            """);
  }

  @Test
  void errorOfTheSdk_isShownWithCodeAndHint_atTheScriptsOwnLine() {
    var end = scripts.ran("import * as coral from '@coral/sdk';\nawait coral.services.list();\n");

    assertThat(end.cause()).isEqualTo(Cause.COLONY_UNREACHABLE);
    assertThat(end.stderr())
        .startsWith("error: Uncaught CoralError: Cannot reach the colony")
        .contains("\n  --> script.ts:2:", "\n 2 | await coral.services.list();\n")
        .contains("\n  code UNAVAILABLE", "\nhint: ")
        .doesNotContain("chunk-", "file://");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for await (const row of coral.db.stream('SELECT 1')) console.log(row);",
        "for await (const rows of coral.db.stream('SELECT 1').batches()) console.log(rows);",
        "await coral.db.stream('SELECT 1').columns;",
        "await Array.fromAsync(coral.db.stream('SELECT 1'));",
      })
  void errorOfAStream_isShownAtTheLineThatReadsIt(String code) {
    var end =
        scripts.ran(
            "import * as coral from '@coral/sdk';\nasync function read() {\n  "
                + code
                + "\n}\nawait read();\n");

    assertThat(end.cause()).as(end.stderr()).isEqualTo(Cause.COLONY_UNREACHABLE);
    assertThat(end.stderr())
        .contains("\n  --> script.ts:3:", "\n 3 |   " + code + "\n")
        .contains("\n  at script.ts:5:")
        .doesNotContain("chunk-", "file://");
  }

  @Test
  void missingParameter_isShownWithTheWayToGiveIt() {
    var end =
        scripts.ran("import * as coral from '@coral/sdk';\ncoral.params.number('threshold');\n");

    assertIsUncaught(end);
    assertThat(end.stderr()).contains("--param threshold=VALUE").contains("script.ts:2:");
  }

  @Test
  void denial_isShownWithoutAdviceToAllowIt() {
    var end = scripts.ran("Deno.readTextFileSync('/etc/hostname');");

    assertThat(end.cause()).isEqualTo(Cause.DENIED);
    assertThat(end.message()).contains("read access to \"/etc/hostname\"");
    assertThat(end.stderr()).contains("script.ts:1:6").doesNotContain("--allow");
  }

  @Test
  void messageThatLooksLikeAReport_isNone() {
    var end =
        scripts.ran(
            "throw new Error('m\\nerror: Uncaught NotCapable: Requires read access to x');");

    assertIsUncaught(end);
  }

  @Test
  void message_steersNoTerminal() {
    var end = scripts.ran("throw new Error('a\\u001b]0;t\\u0007b\\u009b2J\\rc');");

    assertThat(end.stderr()).startsWith("error: Uncaught Error: a�]0;t�b�2J�c\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "addEventListener('error', (e) => { console.log(e.error.message); e.preventDefault(); });"
            + " setTimeout(() => { throw new Error('mine'); });",
        "addEventListener('unhandledrejection', (e) => {"
            + " console.log(e.reason.message); e.preventDefault(); });"
            + " Promise.reject(new Error('mine'));",
        "process.on('uncaughtException', (e) => console.log(e.message));"
            + " setTimeout(() => { throw new Error('mine'); });",
        "process.on('unhandledRejection', (e) => console.log(e.message));"
            + " Promise.reject(new Error('mine'));",
        "globalThis.onerror = (e) => { console.log(e.error.message); e.preventDefault(); };"
            + " setTimeout(() => { throw new Error('mine'); });",
      })
  void errorThatTheScriptHandlesItself_isItsOwnAffair(String code) {
    var end = scripts.ran(code + " setTimeout(() => console.log('alive'), 20);");

    assertThat(end).isEqualTo(new ScriptEnd(Cause.EXIT, 0, "", "mine\nalive\n", ""));
  }

  @Test
  void listenerThatOnlyLooks_leavesTheErrorUncaught() {
    var end =
        scripts.ran(
            "addEventListener('unhandledrejection', () => console.log('seen'));"
                + " Promise.reject(new Error('broken'));");

    assertIsUncaught(end);
    assertThat(end.stdout()).isEqualTo("seen\n");
    assertThat(end.stderr()).containsOnlyOnce("Uncaught Error: broken");
  }

  @Test
  void errorInAWorker_isOne() {
    scripts.file("worker.ts", "throw new Error('in the worker');");

    var end =
        scripts.ran("new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });");

    assertIsUncaught(end);
    assertThat(end.stderr())
        .isEqualTo(
            """
            error: Uncaught Error: in the worker
              --> worker.ts:1:7
               |
             1 | throw new Error('in the worker');
               |       ^
            """);
  }

  @Test
  void errorInAWorker_thatItsOwnerHandles_isItsOwnersAffair() {
    var end =
        scripts.ran(
            "const worker = new Worker('data:text/javascript,throw 1', { type: 'module' });"
                + " worker.onerror = (e) => { e.preventDefault(); console.log('handled'); };");

    assertThat(end).isEqualTo(new ScriptEnd(Cause.EXIT, 0, "", "handled\n", ""));
  }

  @Test
  void awaitThatNothingEnds_isShownInTermsOfTheScript() {
    scripts.file("a folder/wait.ts", "// a comment\n  await new Promise(() => {});\n");

    var end = scripts.run("a folder/wait.ts").get();

    assertIsUncaught(end);
    assertThat(end.stderr())
        .isEqualTo(
            """
            error: Uncaught Error: this await waits for what never comes
              --> a folder/wait.ts:2:3
               |
             2 |   await new Promise(() => {});
               |   ^
            """);
  }

  @Test
  void awaitThatNothingEnds_inAnInlineScript_isShownUnderItsName() {
    var end = scripts.runInline("console.error('begun');\nawait new Promise(() => {});\n").get();

    assertIsUncaught(end);
    assertThat(end.stderr())
        .startsWith("begun\nerror: Uncaught Error: this await")
        .contains("\n  --> <stdin>:2:1\n")
        .doesNotContain(scripts.temp().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "/etc/ + hostname | /etc/hostname | a script imports from its own folder only",
        "../../ + x.ts | /x.ts | a script imports from its own folder only",
        "https://example.com/ + x.ts | https://example.com/x.ts | nothing is imported from a URL",
        "http://example.com/ + x.ts | http://example.com/x.ts | nothing is imported from a URL",
        "npm:left- + pad | npm: | npm packages cannot be imported",
        "jsr:@evil/ + x | jsr:@evil/x | only @std is imported from JSR",
        "jsr:@std/ + path | jsr:@std/path | what is not there before a script starts",
      })
  void computedImportThatIsRefused_isShownWithItsRule(String parts, String shown, String rule) {
    String code = "await import('" + parts.replace(" + ", "' + '") + "');";
    for (ScriptEnd end : List.of(scripts.ran(code), scripts.runInline(code).get())) {
      assertThat(end.cause()).as(end.stderr()).isEqualTo(Cause.DENIED);
      assertThat(end.message())
          .startsWith("the sandbox denied: import \"")
          .contains(shown + "\": " + rule);
      assertThat(end.stderr())
          .startsWith("error: Uncaught TypeError: Cannot import \"")
          .contains(shown + "\": " + rule, "\nhint: ");
      assertThat(end.stderr() + end.message() + end.denials())
          .doesNotContain("/dev/null", "--cached-only", "--no-npm", "coral-run-");
    }
  }

  @Test
  void longLine_isCutAroundTheColumn() {
    var end = scripts.ran(" ".repeat(5_000) + "throw new Error('far');" + " ".repeat(5_000));

    assertThat(end.stderr()).contains("--> script.ts:1:5007").hasSizeLessThan(500);
    assertThat(end.stderr().lines().anyMatch(line -> line.contains("throw new Error('far');")))
        .isTrue();
  }

  @Test
  void inlineScript_isCalledByItsName() {
    var end = scripts.runInline("const x: number = 1;\n  throw new Error('at ' + x);\n").get();

    assertThat(end.stderr())
        .isEqualTo(
            """
            error: Uncaught Error: at 1
              --> <stdin>:2:9
               |
             2 |   throw new Error('at ' + x);
               |         ^
            """);
  }
}

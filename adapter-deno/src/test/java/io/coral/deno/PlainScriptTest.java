package io.coral.deno;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.ports.ScriptEnd;
import io.coral.ports.ScriptEnd.Cause;
import io.coral.ports.ScriptFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which scripts need not be asked about, and that nobody notices. */
class PlainScriptTest {
  private static final Path EXAMPLES = Path.of("..", "examples");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "console.log(1);",
        "import * as coral from \"@coral/sdk\";\nconsole.log(await coral.services.list());",
        "import { services, db as sql } from '@coral/sdk'\n",
        "import coral, {\n  type ServiceSummary,\n  services,\n} from \"@coral/sdk\";",
        "import type { Trace } from \"@coral/sdk\";\r\nimport \"@coral/sdk\";",
        "#!/usr/bin/env coral\n// über\nimport { $db } from \"@coral/sdk\";",
      })
  void importOfTheSdk_isPlain(String code) {
    assertThat(PlainScript.isPlain(code)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import x from \"./other.ts\";",
        "import { a } from \"@coral/sdk/services\";",
        "import { a } from \"@coral/sdk\"; import b from \"./b.ts\";",
        "import a from \"@coral/sdk\"\nimport b from \"./b.ts\"",
        "import a, {b} from /* \"@coral/sdk\" */ \"./b.ts\"",
        "import a from // \"@coral/sdk\"\n \"./b.ts\"",
        "import \"./b.ts\" // \"@coral/sdk\"",
        "import/**/\"./b.ts\"",
        "import{a}from\"@coral/sdk\"",
        "import a from \"@coral/sdk'; import './b.ts\"",
        "import a from `@coral/sdk`",
        "  import a from \"@coral/sdk\"",
        ";import a from \"@coral/sdk\"",
        "\uFEFFimport a from \"@coral/sdk\"",
        "await import(\"./b.ts\")",
        "console.log(import.meta.url)",
        "const text = \"important\";",
        "/** @type {import('./b.ts').B} */ let b;",
        "export * from \"./b.ts\"",
        "export const a = 1;",
        "import b = require(\"./b.ts\");",
        "/// <reference path=\"./b.d.ts\" />",
        "// @ts-types=\"./b.d.ts\"\nimport a from \"@coral/sdk\"",
        "// @deno-types=\"./b.d.ts\"\nimport a from \"@coral/sdk\"",
        "/** @jsxImportSource ./b */",
        "declare module \"./b.ts\" { }",
        "im\\u0070ort \"./b.ts\"",
        "\uFFFD",
        "/// <REFERENCE PATH=\"./b.d.ts\" />",
        "// @DENO-TYPES=\"./b.d.ts\"\nimport a from \"@coral/sdk\"",
        "IMPORT a from \"@coral/sdk\"",
        "try { require(\"./b.ts\"); } catch { }",
        "import source a from \"@coral/sdk\";",
        "import defer * as a from \"@coral/sdk\";",
      })
  void whatMayNameAnotherModule_isNot(String code) {
    assertThat(PlainScript.isPlain(code)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.tsx", "a.jsx", "a b.ts", "a%2e.ts", "ü.ts", "a#b.ts", "large.ts"})
  void scriptOfAnotherKindOrName_isNot(String name) throws IOException {
    String code = name.equals("large.ts") ? "//" + "x".repeat(64 << 10) : "console.log(1);";
    Path script = Files.writeString(folder.resolve(name), code);

    assertThat(PlainScript.is(new ScriptFiles(script, folder, Optional.empty()))).isFalse();
  }

  static Stream<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files.filter(file -> file.toString().endsWith(".ts")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_isPlain(Path example) throws IOException {
    assertThat(PlainScript.isPlain(Files.readString(example))).isTrue();
  }

  /** The same mistake, with a word beside it for which Deno is asked beforehand. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "const a = ;",
        "const a: = 1;\n",
        "await = 1",
        "class { }",
        "let x = 'open",
        "import { a } from \"@coral/sdk\" with",
        "import { from \"@coral/sdk\";",
        "import a from \"@coral/sdk\" with { type: \"json\" };",
      })
  void mistake_isToldAsItWouldBeBeforehand(String code) {
    var fixture = new ScriptFixture(folder);

    ScriptFailure plain = fixture.refused(code + "\n");
    ScriptFailure asked = fixture.refused(code + "\n// export\n");

    assertThat(plain).isInstanceOf(ScriptFailure.Malformed.class).isEqualTo(asked);
  }

  @Test
  void mistakeThatV8Finds_endsTheScriptItself() {
    var fixture = new ScriptFixture(folder);

    ScriptEnd plain = fixture.ran("const b = 1; const b = 2;\n");
    ScriptEnd asked = fixture.ran("const b = 1; const b = 2;\n// export\n");

    assertThat(plain).isEqualTo(asked);
    assertThat(plain.cause()).isEqualTo(Cause.UNCAUGHT_ERROR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "error: SyntaxError: not at all\n    at nowhere\n",
        "one\nerror: SyntaxError: not at all\n    at file:///x.ts:1:1\n",
        "error: SyntaxError: not at all\n    at file:///x.ts:1:1\nmore\n",
      })
  void scriptThatSpeaksLikeDeno_isHeard(String said) {
    var fixture = new ScriptFixture(folder);

    ScriptEnd end =
        fixture.ran("console.error(`%s`); Deno.exit(1);".formatted(said.stripTrailing()));

    assertThat(end.exitCode()).isEqualTo(1);
    assertThat(end.stderr()).isEqualTo(said);
    assertThat(fixture.modules()).isEqualTo(Set.of("script.ts"));
  }

  @Test
  void inlineCode_isNoFileOfTheRoot() {
    var fixture = new ScriptFixture(folder);

    assertThat(fixture.runInline("console.log(1);").get().stdout()).isEqualTo("1\n");
    assertThat(fixture.modules()).isEmpty();
    assertThat(fixture.runInline("console.log(1); // export").get().stdout()).isEqualTo("1\n");
    assertThat(fixture.modules()).isEmpty();
  }
}

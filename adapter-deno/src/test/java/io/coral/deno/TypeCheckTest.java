package io.coral.deno;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.ports.ScriptFailure.CheckTimeout;
import io.coral.ports.ScriptFailure.IllTyped;
import io.coral.ports.ScriptFailure.Malformed;
import io.coral.ports.ScriptFailure.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Types are checked against the SDK's declarations, without a network, by the real Deno. */
class TypeCheckTest {
  @TempDir Path folder;
  private ScriptFixture scripts;

  @BeforeEach
  void makeFolder() {
    scripts = new ScriptFixture(folder);
  }

  @Test
  void scriptThatFits_isWell_andDoesNotRun() {
    scripts.file("lib/x.ts", "export const x = 1;");

    assertThat(
            scripts.checked(
                """
                import * as coral from "@coral/sdk";
                import { getP99 } from "@coral/sdk/metrics";
                import type { Note } from "@coral/sdk";
                import { x } from "./lib/x.ts";
                const p99: number = await getP99("payments");
                const notes: Note[] = (await coral.db.query("SELECT 1")).notes;
                console.log(p99 + x, notes, coral.params.list("names").join());
                throw new Error("it ran");
                """))
        .isEmpty();
    assertThat(scripts.modules()).containsExactlyInAnyOrder("script.ts", "lib/x.ts");
  }

  @Test
  void mistake_isSaidWithCodeAndPlace() {
    scripts.file("lib/x.ts", "\nexport const x: string = 1;");

    assertThat(
            scripts.checked(
                """
                import * as coral from "@coral/sdk";
                import { x } from "./lib/x.ts";
                const p99: string = await coral.metrics.getP99("payments");
                coral.services.lst();
                """))
        .containsInstanceOf(IllTyped.class)
        .hasValueSatisfying(
            failure ->
                assertThat(failure.message())
                    .contains("TS2322", "at lib/x.ts:2:14", "at script.ts:3:7")
                    .contains("TS2551", "'lst'", "at script.ts:4:16")
                    .doesNotContain("file://", "backtrace", "Type checking failed"));
  }

  @Test
  void inlineScript_findsTheSdk() {
    assertThat(scripts.checkedInline("const p: number = await coral.metrics.getP99('a'); p;"))
        .isEmpty();
    assertThat(
            scripts.checkedInline(
                "import * as coral from '@coral/sdk'; console.log(coral.services); // end"))
        .isEmpty();
    assertThat(scripts.checkedInline("const p: string = await coral.metrics.getP99('a'); p;"))
        .hasValueSatisfying(
            failure -> assertThat(failure.message()).contains("TS2322", "at <stdin>:1:7"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import type { X } from '../outside.ts'; const x: X = 1; x;",
        "/// <reference path=\"../outside.d.ts\" />\nconsole.log(1);",
        "/// <reference types=\"../outside.d.ts\" />\nconsole.log(1);",
        "let x: import('../outside.ts').X = 1; x;",
        "// @deno-types='../outside.d.ts'\nimport './x.js';",
        "/// <reference types='/etc/hostname' />\nconsole.log(1);",
        "import t from '/etc/hostname' with { type: 'text' }; console.log(t);",
      })
  void types_fromOutsideTheRoot_areRefusedUnread(String code) throws IOException {
    Files.writeString(folder.resolve("outside.ts"), "export type X = 'the secret';");
    Files.writeString(folder.resolve("outside.d.ts"), "declare const secret: 'the secret';");
    scripts.file("x.js", "export const x = 1;");

    assertThat(scripts.checked(code)).containsInstanceOf(Refused.class);
  }

  @Test
  void whatCannotBeRead_isSaidAsInARun() {
    assertThat(scripts.checked("const = ;")).containsInstanceOf(Malformed.class);
    assertThat(scripts.modules()).containsExactly("script.ts");
    assertThat(scripts.checked("import './gone.ts';")).containsInstanceOf(Malformed.class);
    assertThat(scripts.modules()).containsExactlyInAnyOrder("script.ts", "gone.ts");
  }

  @Test
  void typeThatNeverEnds_isLeftAtTheDeadline() {
    scripts.timeout(Duration.ofMillis(300));

    assertThat(scripts.checked("export const x = 1;")).containsInstanceOf(CheckTimeout.class);
  }

  @Test
  void configurationBesideTheScript_isNotHeeded() {
    scripts.file("deno.json", "{\"imports\":{\"@coral/sdk\":\"./fake.ts\"}}");
    scripts.file("fake.ts", "export const fake = 1;");

    assertThat(scripts.checked("import { fake } from '@coral/sdk'; fake;"))
        .containsInstanceOf(IllTyped.class);
  }

  @Test
  void nothingIsLeftBehind() throws IOException {
    scripts.checked("const x: string = 1;");

    try (var left = Files.list(scripts.temp())) {
      assertThat(left).isEmpty();
    }
  }
}

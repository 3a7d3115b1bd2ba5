package io.coral.deno;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.ports.ScriptFailure.Malformed;
import io.coral.ports.ScriptFailure.MissingScript;
import io.coral.ports.ScriptFailure.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that are in no file of the user's. */
class InlineScriptTest {
  @TempDir Path folder;
  private ScriptFixture scripts;

  @BeforeEach
  void makeFolder() {
    scripts = new ScriptFixture(folder);
  }

  @Test
  void imports_startFromTheRoot() {
    scripts.file("lib/add.ts", "export const add = (a: number, b: number): number => a + b;");

    var end =
        scripts
            .runInline(
                """
                import { add } from "./lib/add.ts";
                import * as coral from "@coral/sdk";
                const again = await import("./lib/" + "add.ts");
                console.log(add(1, 2), again.add(3, 4), typeof coral.services.list);
                """)
            .get();

    assertThat(end.stdout()).as(end.stderr()).isEqualTo("3 7 function\n");
    assertThat(scripts.modules()).contains("lib/add.ts");
  }

  @Test
  void sdk_isThereWithoutAnImport() {
    var end = scripts.runInline("console.log(typeof coral.metrics.getP99);").get();

    assertThat(end.stdout()).as(end.stderr()).isEqualTo("function\n");
  }

  @Test
  void scriptInAFile_importsTheSdk() {
    assertThat(scripts.ran("console.log(typeof globalThis.coral);").stdout())
        .isEqualTo("undefined\n");
  }

  @Test
  void import_fromOutsideTheRoot_isRefused() throws IOException {
    Files.writeString(folder.resolve("outside.ts"), "export {};");

    assertThat(scripts.runInline("\nimport '../outside.ts';").getLeft())
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.location()).isEqualTo("<stdin>:2"));
    assertThat(scripts.runInline("import '/etc/hostname';").getLeft()).isInstanceOf(Refused.class);
  }

  @Test
  void privateFolder_isNotReadable() {
    var end =
        scripts
            .runInline(
                """
                console.log(Deno.readTextFileSync(import.meta.filename!).length > 0);
                for (const name of ["..", "../import_map.json", "../deno", "."]) {
                  try {
                    Deno.statSync(import.meta.dirname + "/" + name);
                    console.log(name, "was read");
                  } catch (error) {
                    console.log((error as Error).name);
                  }
                }
                """)
            .get();

    assertThat(end.stdout())
        .as(end.stderr())
        .isEqualTo("true\nNotCapable\nNotCapable\nNotCapable\nNotCapable\n");
  }

  @Test
  void syntaxError_isSaidWithThePlace() {
    assertThat(scripts.runInline("const = ;").getLeft())
        .isInstanceOfSatisfying(
            Malformed.class,
            failure -> assertThat(failure.message()).contains("<stdin>:1:7").doesNotContain("/"));
  }

  @Test
  void nothingIsLeftBehind() throws IOException {
    scripts.runInline("console.log(1);");
    scripts.runInline("const = ;");

    try (var left = Files.list(scripts.temp())) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void codeOfAbsurdSize_isNotRun() {
    assertThat(scripts.runInline("/*" + "x".repeat(11 << 20) + "*/").getLeft())
        .isInstanceOf(MissingScript.class);
  }
}

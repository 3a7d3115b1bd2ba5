package io.coral.cli.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.cli.truth.CoralProcess.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that are edited while coral run --watch runs them, in the real Deno. */
@Timeout(300)
class WatchIT {
  @TempDir Path folder;

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  /** As editors save that want a file to be whole at any time. */
  private void replace(String name, String text) throws IOException {
    Path part = Files.writeString(folder.resolve("." + name + ".part"), text);
    Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void edits_areRunOneAfterTheOther() throws Exception {
    write("word.ts", "export const word: string = 'one';");
    write(
        "main.ts",
        """
        import { word } from "./word.ts";
        import * as coral from "@coral/sdk";
        console.log(word, (await coral.services.list()).length);
        """);
    try (Running watch = CoralProcess.start(folder, "run", "--watch", "main.ts", "--demo")) {
      watch.awaitStdout("one 28\n");
      watch.awaitStderr("waiting for a change of main.ts or of the 1 it imports; Ctrl-C ends\n");

      replace("word.ts", "export const word: string = 'two';");
      watch.awaitStdout("two 28\n");

      write("word.ts", "export const = ;");
      watch.awaitStderr("SyntaxError");
      write("word.ts", "export const word: string = 'three';");
      watch.awaitStdout("three 28\n");

      Files.delete(folder.resolve("word.ts"));
      watch.awaitStderr("cannot import \"./word.ts\"");
      replace("word.ts", "export const word: string = 'four';");
      watch.awaitStdout("four 28\n");

      write("word.ts", "import '/etc/hostname'; export const word: string = 'outside';");
      watch.awaitStderr("word.ts:1: cannot import \"/etc/hostname\"");

      for (int i = 0; i < 1_000; i++) {
        write("word.ts", "export const word: string = 'save " + i + "';");
      }
      watch.awaitStdout("save 999 28\n");
      assertThat(watch.stdout()).doesNotContain("outside", "\u001b");
      // How many of them were seen depends on the machine; each would be too many.
      assertThat(watch.stdout().lines().filter(line -> line.startsWith("save")))
          .hasSizeLessThan(100);
    }
  }

  @Test
  void interrupt_endsAll_alsoAScriptThatDoesNotWantTo() throws Exception {
    String stubborn =
        """
        for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
          Deno.addSignalListener(signal, () => {});
        }
        setInterval(() => {}, 1000);
        console.log("%s");
        """;
    write("main.ts", stubborn.formatted("first"));
    List<ProcessHandle> scripts;
    try (Running watch = CoralProcess.start(folder, "run", "--watch", "main.ts", "--demo")) {
      watch.awaitStdout("first\n");
      List<ProcessHandle> first = watch.children();
      write("main.ts", stubborn.formatted("second"));
      watch.awaitStdout("second\n");
      assertThat(first).isNotEmpty().noneMatch(ProcessHandle::isAlive);
      scripts = watch.children();

      assertThat(watch.interrupt()).isEqualTo(130);
      assertThat(watch.stderr()).doesNotContain("coral:");
    }
    for (ProcessHandle script : scripts) {
      script.onExit().join();
    }
    assertThat(scripts).isNotEmpty();
  }
}

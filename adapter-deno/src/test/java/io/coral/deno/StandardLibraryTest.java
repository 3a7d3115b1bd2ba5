package io.coral.deno;

import static org.assertj.core.api.Assertions.assertThat;

import io.coral.ports.ScriptEnd;
import io.coral.ports.ScriptFailure;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetched once, from a registry of our own, and nothing else with it. */
class StandardLibraryTest {
  private static final String SUM =
      "import { sum } from 'jsr:@std/sums@^1.0.0'; console.log(sum(40, 2));";

  @TempDir Path folder;
  private JsrServer registry;
  private ScriptFixture scripts;

  @BeforeEach
  void start() throws IOException {
    registry = JsrServer.start();
    registry.offer("@std/sums", "mod.ts", "export { sum } from './inner.ts';");
    registry.offer(
        "@std/sums", "inner.ts", "export const sum = (a: number, b: number): number => a + b;");
    registry.offer("@evil/x", "mod.ts", "console.log('evil');");
    var library = new StandardLibrary(registry.url(), folder.resolve("kept"));
    scripts = new ScriptFixture(folder, library);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void library_isFetchedOnce_andThenNeedsNoNetwork() {
    assertThat(scripts.ran(SUM).stdout()).isEqualTo("42\n");
    assertThat(registry.asked()).isNotEmpty();

    registry.close();

    assertThat(scripts.ran(SUM)).extracting(ScriptEnd::stdout).isEqualTo("42\n");
  }

  @Test
  void registryThatIsNotThere_isSaid() {
    registry.close();

    assertThat(scripts.refused(SUM))
        .isInstanceOfSatisfying(
            ScriptFailure.Malformed.class,
            failure -> {
              assertThat(failure.message()).contains("jsr:@std/sums");
              assertThat(failure.hint()).contains("reachable");
            });
  }

  @Test
  void scriptThatIsRefused_fetchesNothing() {
    assertThat(scripts.refused(SUM + " import 'jsr:@evil/x';"))
        .isInstanceOf(ScriptFailure.Refused.class);

    assertThat(registry.asked()).isEmpty();
  }

  @Test
  void computedImport_fetchesNothing() {
    var end = scripts.ran(SUM + " const who = '@evil'; await import(`jsr:${who}/x`);");

    assertThat(end.exitCode()).isEqualTo(126);
    assertThat(end.stdout()).isEqualTo("42\n");
    assertThat(registry.asked()).allMatch(path -> path.startsWith("/@std/"));
  }

  @Test
  void scriptThatDoesNotWantIt_fetchesNothing() {
    scripts.ran("console.log(1);");

    assertThat(registry.asked()).isEmpty();
  }
}

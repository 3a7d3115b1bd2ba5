package io.coral.deno;

import io.coral.deno.jail.Cell;
import io.coral.deno.jail.Jail;
import io.coral.deno.jail.JailRules;
import io.coral.deno.jail.Reach;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Lets a process start, with this one's streams, and ends while that is under way. */
final class EndsAtStart {
  private EndsAtStart() {}

  /**
   * @param args a script, of which only the folder matters, then another folder
   */
  public static void main(String[] args) throws IOException {
    DenoInstallation installation = TestInstallation.find();
    Path folder = Path.of(args[0]).getParent();
    var rules =
        new JailRules(
            SystemFiles.readableWith(folder),
            SystemFiles.executableWith(installation.deno()),
            new Reach.Nowhere());
    Optional<Cell> cell =
        Optional.of(Jail.ofThisSystem().orElseThrow().prepare(rules, installation.deno(), _ -> {}));
    Spawner.prepare(cell)
        .begin(
            new ProcessBuilder(installation.deno().toString(), "repl")
                .directory(folder.toFile())
                .inheritIO());
    while (ProcessHandle.current().children().findAny().isEmpty()) {
      Thread.onSpinWait();
    }
    System.exit(0);
  }
}

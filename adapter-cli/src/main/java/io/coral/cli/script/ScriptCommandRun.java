package io.coral.cli.script;

import static java.util.Objects.requireNonNull;

import io.coral.cli.colony.Colonies;
import io.coral.cli.failure.Complaint;
import io.coral.cli.parts.Console;
import io.coral.cli.parts.Parts;
import io.coral.cli.parts.Surroundings;
import io.coral.ports.ScriptEnd;
import io.coral.ports.ScriptRun.Stdio;
import io.coral.ports.ScriptSource;
import io.vavr.control.Either;
import java.nio.file.Path;

/** Runs a script against the colony that was chosen. */
public final class ScriptCommandRun {
  private final Parts parts;
  private final Surroundings surroundings;
  private final Console console;

  public ScriptCommandRun(Parts parts, Surroundings surroundings, Console console) {
    this.parts = requireNonNull(parts, "parts is null");
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
    this.console = requireNonNull(console, "console is null");
  }

  /** The code to exit with, the script's own where it ended by itself; or why it did not start. */
  public Either<Complaint, Integer> run(ScriptOptions options) {
    return ScriptRoot.of(options.source(), options.root(), surroundings)
        .peek(root -> tell(root))
        .flatMap(root -> run(options, root));
  }

  private void tell(ScriptRoot root) {
    if (root.isOfScript()) {
      console.note(
          "the script lies outside of the current folder and may read "
              + root.folder()
              + "; --root names another");
    }
  }

  private Either<Complaint, Integer> run(ScriptOptions options, ScriptRoot root) {
    return ScriptColonies.open(options.colony(), new Colonies(parts, surroundings), parts::servers)
        .flatMap(
            colonies -> {
              try (colonies) {
                var run = new SingleRun(parts.scripts(), console, options, root);
                return options.watches()
                        && options.source() instanceof ScriptSource.File(Path script)
                    ? new WatchedRun(run, script, root, surroundings, console).runUntilEnd(colonies)
                    : run.run(colonies, Stdio.INHERITED, files -> {}).map(this::ended);
              }
            });
  }

  private int ended(ScriptEnd end) {
    if (end.cause() != ScriptEnd.Cause.EXIT) {
      console.error(end.message(), "");
    }
    return end.exitCode();
  }
}

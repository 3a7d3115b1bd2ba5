package io.coral.cli.script;

import static java.util.Objects.requireNonNull;

import io.coral.cli.failure.Complaint;
import io.coral.cli.parts.Console;
import io.coral.ports.SandboxLayer;
import io.coral.ports.ScriptEnd;
import io.coral.ports.ScriptFailure;
import io.coral.ports.ScriptListener;
import io.coral.ports.ScriptRun;
import io.coral.ports.ScriptRun.Stdio;
import io.coral.ports.ScriptRuntime;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One run of a script, with the check of its types before it where that is wanted. */
final class SingleRun {
  private final ScriptRuntime scripts;
  private final Console console;
  private final ScriptOptions options;
  private final ScriptRoot root;

  SingleRun(ScriptRuntime scripts, Console console, ScriptOptions options, ScriptRoot root) {
    this.scripts = requireNonNull(scripts, "scripts is null");
    this.console = requireNonNull(console, "console is null");
    this.options = requireNonNull(options, "options is null");
    this.root = requireNonNull(root, "root is null");
  }

  /**
   * Runs it.
   *
   * @param modules is told the files that make up the script, before it runs
   */
  Either<Complaint, ScriptEnd> run(
      ScriptColonies colonies, Stdio stdio, Consumer<Set<Path>> modules) {
    ScriptListener listener = modules::accept;
    Optional<ScriptFailure> fault =
        options.checksTypes()
            ? scripts.check(options.source(), root.folder(), ScriptChecks.TIMEOUT, listener)
            : Optional.empty();
    return fault.isPresent()
        ? Either.left(Complaint.of(fault.get()))
        : colonies.forOneRun().flatMap(colony -> run(colony, stdio, listener));
  }

  private Either<Complaint, ScriptEnd> run(
      ScriptColony colony, Stdio stdio, ScriptListener listener) {
    try (colony) {
      if (options.verbose()) {
        scripts.layers().forEach(layer -> console.note(described(layer)));
      }
      console.flush(); // what was said so far comes before the script's words
      return scripts
          .run(
              new ScriptRun(
                  options.source(),
                  root.folder(),
                  colony.address(),
                  colony.runToken(),
                  options.parameters(),
                  options.timeout(),
                  options.memoryBytes(),
                  stdio),
              listener)
          .peek(end -> end.denials().forEach(each -> console.note("the sandbox denied: " + each)))
          .mapLeft(Complaint::of);
    }
  }

  private static String described(SandboxLayer layer) {
    return "sandbox, "
        + layer.name()
        + (layer.inForce() ? ": " : ", not on this system: ")
        + layer.meaning();
  }
}

package io.coral.ports;

import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs TypeScript and JavaScript in a sandbox that can ask one colony and nothing else. */
public interface ScriptRuntime {
  /**
   * Runs a script to its end. Interrupting the thread ends the script at once.
   *
   * @return how it ended, or why it was not started
   */
  Either<ScriptFailure, ScriptEnd> run(ScriptRun run, ScriptListener listener);

  /** The same, for those who only want the end. */
  default Either<ScriptFailure, ScriptEnd> run(ScriptRun run) {
    return run(run, ScriptListener.SILENT);
  }

  /**
   * Judges a script and checks its types, without running anything of it and without a colony.
   *
   * @param root the only folder it may import from
   * @param timeout wall-clock time this may take
   * @return what is wrong; empty if nothing is
   */
  Optional<ScriptFailure> check(
      ScriptSource source, Path root, Duration timeout, ScriptListener listener);

  /**
   * What keeps scripts inside, outermost last; for people who want to know how much to trust it.
   */
  default List<SandboxLayer> layers() {
    return List.of();
  }
}

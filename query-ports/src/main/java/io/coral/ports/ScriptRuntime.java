package io.coral.ports;

import io.vavr.control.Either;
import java.util.List;

/** Runs TypeScript and JavaScript in a sandbox that can ask one colony and nothing else. */
public interface ScriptRuntime {
  /**
   * Runs a script to its end.
   *
   * @return how it ended, or why it was not started
   */
  Either<ScriptFailure, ScriptEnd> run(ScriptRun run);

  /**
   * What keeps scripts inside, outermost last; for people who want to know how much to trust it.
   */
  default List<SandboxLayer> layers() {
    return List.of();
  }
}

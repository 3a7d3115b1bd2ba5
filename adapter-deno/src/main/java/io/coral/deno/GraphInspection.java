package io.coral.deno;

import io.coral.ports.ScriptFailure;
import io.coral.ports.ScriptFailure.Malformed;
import io.vavr.control.Either;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Hears from Deno which modules a script would load. Nothing of the script runs. */
final class GraphInspection {
  private static final int MOST_BYTES = 32 << 20;

  private GraphInspection() {}

  /**
   * Reads its answer.
   *
   * @param spawner of the process that was asked
   * @throws IOException if Deno cannot be started, or prints what is no graph
   * @throws TimeoutException at the deadline
   */
  static Either<ScriptFailure, ModuleGraph> inspect(Spawner spawner, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    Asked asked = Asked.by(spawner, MOST_BYTES, deadline);
    if (asked.tooLarge()) {
      return Either.left(new Malformed("the script's modules are too many", ""));
    }
    Optional<ScriptFailure> notStarted = Spawner.notStarted(asked.exitCode(), asked.complaint());
    if (notStarted.isPresent()) {
      return Either.left(notStarted.get());
    }
    if (asked.exitCode() != 0) {
      return Either.left(new Malformed(asked.complaint().replaceFirst("^error: ", ""), ""));
    }
    if (!asked.output().stripTrailing().endsWith("}")) {
      return Either.left(new Malformed("the script's modules are too many", ""));
    }
    return Either.right(ModuleGraphReader.read(asked.output()));
  }
}

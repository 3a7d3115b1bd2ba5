package io.coral.deno;

import io.coral.ports.ScriptFailure;
import io.coral.ports.ScriptListener;
import io.vavr.control.Either;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * Checks what a script would load before anything of it runs: once without network, and only if it
 * wants the standard library and all else is well, once more with it.
 */
final class ScriptCheck {
  private final DenoCommand command;
  private final AskingCells cells;
  private final RunFolder folder;
  private final StandardLibrary library;
  private final Deadline deadline;
  private final ScriptListener listener;

  ScriptCheck(
      DenoCommand command,
      AskingCells cells,
      RunFolder folder,
      StandardLibrary library,
      Deadline deadline,
      ScriptListener listener) {
    this.command = command;
    this.cells = cells;
    this.folder = folder;
    this.library = library;
    this.deadline = deadline;
    this.listener = listener;
  }

  /**
   * The first thing wrong, if there is one.
   *
   * @throws TimeoutException at the deadline
   */
  Optional<ScriptFailure> check(ScriptFiles files, GraphJudge judge)
      throws IOException, InterruptedException, TimeoutException {
    Either<ScriptFailure, ModuleGraph> offline = graph(files, false);
    listener.modules(
        offline.fold(failure -> Set.of(files.script()), graph -> graph.filesIn(files.root())));
    if (offline.isLeft()) {
      return Optional.of(offline.getLeft());
    }
    Optional<ScriptFailure> wrong = judge.judgeUnfetched(offline.get());
    if (wrong.isPresent() || !judge.lacksStandardLibrary(offline.get())) {
      return wrong;
    }
    library.lend(folder.cache());
    Optional<ScriptFailure> wrongWithLibrary = graph(files, true).fold(Optional::of, judge::judge);
    if (wrongWithLibrary.isEmpty()) {
      library.keep(folder.cache());
    }
    return wrongWithLibrary;
  }

  private Either<ScriptFailure, ModuleGraph> graph(ScriptFiles files, boolean fetch)
      throws IOException, InterruptedException, TimeoutException {
    ProcessBuilder builder =
        DenoProcess.builder(
            command.info(files.script(), fetch), files.root(), folder.cache(), false);
    library.configure(builder, fetch);
    try (Spawner spawner = fetch ? cells.fetching() : cells.offline()) {
      return GraphInspection.inspect(spawner, builder, deadline);
    }
  }
}

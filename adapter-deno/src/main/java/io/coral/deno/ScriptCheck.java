package io.coral.deno;

import io.coral.ports.ScriptFailure;
import io.coral.ports.ScriptListener;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * Checks what a script would load before anything of it runs: once without network, and only if it
 * wants the standard library and all else is well, once more with it. Of a plain script it is known
 * what it loads, and Deno is not asked.
 */
final class ScriptCheck implements AutoCloseable {
  private final ScriptFiles files;
  private final DenoCommand command;
  private final AskingCells cells;
  private final RunFolder folder;
  private final StandardLibrary library;
  private final Optional<Spawner> offline;

  private ScriptCheck(
      ScriptFiles files,
      DenoCommand command,
      AskingCells cells,
      RunFolder folder,
      StandardLibrary library,
      Optional<Spawner> offline) {
    this.files = files;
    this.command = command;
    this.cells = cells;
    this.folder = folder;
    this.library = library;
    this.offline = offline;
  }

  /**
   * Makes Deno's cell ready, if it is to be asked.
   *
   * @param plain whether nothing need be asked
   */
  static ScriptCheck prepare(
      ScriptFiles files,
      DenoCommand command,
      AskingCells cells,
      RunFolder folder,
      StandardLibrary library,
      boolean plain)
      throws IOException {
    Optional<Spawner> offline = plain ? Optional.empty() : Optional.of(cells.offline());
    return new ScriptCheck(files, command, cells, folder, library, offline);
  }

  /** Asks Deno about the script; it answers while other things are made ready. */
  void begin() {
    offline.ifPresent(spawner -> ask(spawner, folder.cache(), false));
  }

  /**
   * The first thing wrong, if there is one.
   *
   * @throws TimeoutException at the deadline
   */
  Optional<ScriptFailure> finish(GraphJudge judge, Deadline deadline, ScriptListener listener)
      throws IOException, InterruptedException, TimeoutException {
    if (offline.isEmpty()) {
      listener.modules(files.isInline() ? Set.of() : Set.of(files.script()));
      return Optional.empty();
    }
    Either<ScriptFailure, ModuleGraph> graph = GraphInspection.inspect(offline.get(), deadline);
    listener.modules(
        graph.fold(failure -> Set.of(files.script()), found -> found.filesIn(files.root())));
    if (graph.isLeft()) {
      return Optional.of(graph.getLeft());
    }
    Optional<ScriptFailure> wrong = judge.judgeUnfetched(graph.get());
    if (wrong.isPresent() || !judge.lacksStandardLibrary(graph.get())) {
      return wrong;
    }
    Files.createDirectory(folder.fetched());
    library.lend(folder.fetched());
    Optional<ScriptFailure> wrongWithLibrary = fetched(deadline).fold(Optional::of, judge::judge);
    if (wrongWithLibrary.isEmpty()) {
      library.keep(folder.fetched());
      library.handOver(folder.fetched(), folder.cache());
    }
    return wrongWithLibrary;
  }

  private Either<ScriptFailure, ModuleGraph> fetched(Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    try (Spawner spawner = cells.fetching()) {
      ask(spawner, folder.fetched(), true);
      return GraphInspection.inspect(spawner, deadline);
    }
  }

  private void ask(Spawner spawner, Path cache, boolean fetch) {
    ProcessBuilder builder =
        DenoProcess.builder(command.info(files.script(), fetch), files.root(), cache, false);
    library.configure(builder, fetch);
    spawner.begin(builder);
  }

  /** Ends what was asked, and what attends to it; to close this does it, too. */
  void letGo() {
    offline.ifPresent(Spawner::close);
  }

  @Override
  public void close() {
    letGo();
  }
}

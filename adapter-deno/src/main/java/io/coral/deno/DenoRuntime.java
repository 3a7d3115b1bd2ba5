package io.coral.deno;

import io.coral.deno.jail.Jail;
import io.coral.deno.jail.JailRules;
import io.coral.ports.ScriptEnd;
import io.coral.ports.ScriptFailure;
import io.coral.ports.ScriptFailure.RuntimeUnavailable;
import io.coral.ports.ScriptRun;
import io.coral.ports.ScriptRun.Stdio;
import io.coral.ports.ScriptRuntime;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Runs scripts in the embedded Deno. A script's modules are judged first; then it runs with one
 * address to connect to, one folder to read, an empty environment, and limits of time and memory.
 */
public final class DenoRuntime implements ScriptRuntime {
  private final DenoInstallation installation;
  private final Path temp;
  private final Optional<Jail> jail = Jail.ofThisSystem();

  @Inject
  public DenoRuntime(DenoInstallation installation) {
    this(installation, Path.of(System.getProperty("java.io.tmpdir")));
  }

  /**
   * @param temp where the private folders of runs are made
   */
  public DenoRuntime(DenoInstallation installation, Path temp) {
    this.installation = installation;
    this.temp = temp;
  }

  @Override
  public Either<ScriptFailure, ScriptEnd> run(ScriptRun run) {
    Deadline deadline = Deadline.in(run.timeout());
    return ScriptFiles.resolve(run.script(), run.root())
        .flatMap(files -> run(run, files, deadline));
  }

  private Either<ScriptFailure, ScriptEnd> run(
      ScriptRun run, ScriptFiles files, Deadline deadline) {
    if (!Files.isExecutable(installation.deno())
        || !Files.isReadable(installation.sdk().resolve("preload.js"))) {
      return unavailable("the embedded Deno is missing");
    }
    try (RunFolder folder = RunFolder.create(temp);
        Spawner spawner = Spawner.prepare(jail, rules(run, files, folder))) {
      Path importMap = folder.path().resolve("import_map.json");
      Files.writeString(importMap, ImportMap.of(files.root(), installation.sdk()));
      var command = new DenoCommand(installation, importMap);
      Optional<ScriptFailure> wrong = judge(command, files, folder, deadline);
      if (wrong.isPresent()) {
        return Either.left(wrong.get());
      }
      ProcessBuilder script = script(run, files, folder, command);
      return Either.right(new ScriptExecution(run, deadline, folder).execute(script, spawner));
    } catch (TimeoutException e) {
      return Either.right(ScriptExecution.neverStarted(run));
    } catch (IOException e) {
      return unavailable("the embedded Deno cannot be started");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unavailable("the run was interrupted");
    }
  }

  private static <A> Either<ScriptFailure, A> unavailable(String message) {
    return Either.left(new RuntimeUnavailable(message, "install or build coral again"));
  }

  private Optional<ScriptFailure> judge(
      DenoCommand command, ScriptFiles files, RunFolder folder, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    var judge = new GraphJudge(files.root(), installation.sdk());
    Either<ScriptFailure, ModuleGraph> offline = graph(command, files, folder, false, deadline);
    if (offline.isLeft()) {
      return Optional.of(offline.getLeft());
    }
    Optional<ScriptFailure> wrong = judge.judge(offline.get());
    if (!GraphJudge.lacksStandardLibrary(offline.get())
        || wrong.filter(ScriptFailure.Refused.class::isInstance).isPresent()) {
      return wrong;
    }
    return graph(command, files, folder, true, deadline).fold(Optional::of, judge::judge);
  }

  private static Either<ScriptFailure, ModuleGraph> graph(
      DenoCommand command, ScriptFiles files, RunFolder folder, boolean fetch, Deadline deadline)
      throws IOException, InterruptedException, TimeoutException {
    ProcessBuilder builder =
        DenoProcess.builder(
            command.info(files.script(), fetch), files.root(), folder.cache(), false);
    return GraphInspection.inspect(builder, deadline);
  }

  private static ProcessBuilder script(
      ScriptRun run, ScriptFiles files, RunFolder folder, DenoCommand command) {
    boolean colour =
        run.stdio() == Stdio.INHERITED
            && Terminal.isAttached()
            && System.getenv("NO_COLOR") == null;
    return DenoProcess.builder(
        command.run(files.script(), files.root(), run.colony(), run.memoryBytes()),
        files.root(),
        folder.cache(),
        colour);
  }

  private JailRules rules(ScriptRun run, ScriptFiles files, RunFolder folder) {
    return new JailRules(
        SystemFiles.readableWith(files.root(), installation.sdk(), folder.path()),
        SystemFiles.executableWith(installation.deno()),
        run.colony().getPort());
  }
}

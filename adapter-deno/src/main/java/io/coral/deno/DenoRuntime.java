package io.coral.deno;

import io.coral.deno.jail.Cell;
import io.coral.deno.jail.Jail;
import io.coral.deno.jail.JailException;
import io.coral.deno.jail.JailRules;
import io.coral.ports.SandboxLayer;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Runs scripts in the embedded Deno. A script's modules are judged first; then it runs with one
 * address to connect to, one folder to read, an empty environment, and limits of time and memory.
 */
public final class DenoRuntime implements ScriptRuntime {
  private final DenoInstallation installation;
  private final Path temp;
  private final StandardLibrary library;
  private final Optional<Jail> jail = Jail.ofThisSystem();

  @Inject
  public DenoRuntime(DenoInstallation installation) {
    this(installation, Path.of(System.getProperty("java.io.tmpdir")));
  }

  /**
   * @param temp where the private folders of runs are made
   */
  public DenoRuntime(DenoInstallation installation, Path temp) {
    this(installation, temp, StandardLibrary.ofThisUser());
  }

  DenoRuntime(DenoInstallation installation, Path temp, StandardLibrary library) {
    this.installation = installation;
    this.temp = temp;
    this.library = library;
  }

  @Override
  public Either<ScriptFailure, ScriptEnd> run(ScriptRun run) {
    Deadline deadline = Deadline.in(run.timeout());
    return ScriptFiles.resolve(run.script(), run.root())
        .flatMap(files -> run(run, files, deadline));
  }

  @Override
  public List<SandboxLayer> layers() {
    return SandboxLayers.of(jail);
  }

  private Either<ScriptFailure, ScriptEnd> run(
      ScriptRun run, ScriptFiles files, Deadline deadline) {
    Optional<String> flaw = installation.flaw();
    if (flaw.isPresent()) {
      return unavailable(flaw.get());
    }
    var denials = new Denials(files.root(), run.colony());
    try (RunFolder folder = RunFolder.create(temp);
        Spawner spawner = Spawner.prepare(cell(run, files, folder, denials))) {
      Path importMap = folder.path().resolve("import_map.json");
      Files.writeString(importMap, ImportMap.of(files.root(), installation.sdk(), library.url()));
      var command = new DenoCommand(installation, importMap);
      var judge = new GraphJudge(files.root(), installation.sdk(), library.url());
      Optional<ScriptFailure> wrong =
          new ScriptCheck(command, folder, library, deadline).check(files, judge);
      if (wrong.isPresent()) {
        return Either.left(wrong.get());
      }
      ProcessBuilder script = script(run, files, folder, command);
      spawner.remarks().ifPresent(path -> script.environment().put(Denials.VARIABLE, path));
      ScriptEnd end = new ScriptExecution(run, deadline, folder).execute(script, spawner);
      spawner.finish(); // then all is known that was denied
      return Either.right(end.withDenials(denials.summary()));
    } catch (TimeoutException e) {
      return Either.right(ScriptExecution.neverStarted(run));
    } catch (IOException e) {
      return unavailable("the embedded Deno cannot be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unavailable("the run was interrupted");
    }
  }

  private static <A> Either<ScriptFailure, A> unavailable(String message) {
    return Either.left(new RuntimeUnavailable(message, "install or build coral again"));
  }

  private ProcessBuilder script(
      ScriptRun run, ScriptFiles files, RunFolder folder, DenoCommand command) {
    boolean colour =
        run.stdio() == Stdio.INHERITED
            && Terminal.isAttached()
            && System.getenv("NO_COLOR") == null;
    ProcessBuilder script =
        DenoProcess.builder(
            command.run(files.script(), files.root(), run.colony(), run.memoryBytes()),
            files.root(),
            folder.cache(),
            colour);
    library.configure(script, false);
    return script;
  }

  private Optional<Cell> cell(ScriptRun run, ScriptFiles files, RunFolder folder, Denials denials)
      throws JailException {
    if (jail.isEmpty()) {
      return Optional.empty();
    }
    var rules =
        new JailRules(
            SystemFiles.readableWith(files.root(), installation.sdk(), folder.path()),
            SystemFiles.executableWith(installation.deno()),
            run.colony().getPort());
    return Optional.of(jail.get().prepare(rules, installation.deno(), denials));
  }
}

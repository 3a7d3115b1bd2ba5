package io.coral.deno;

import io.coral.deno.jail.Cell;
import io.coral.deno.jail.Jail;
import io.coral.deno.jail.JailException;
import io.coral.deno.jail.JailRules;
import io.coral.deno.jail.LentFolder;
import io.coral.deno.jail.Reach;
import io.coral.ports.SandboxLayer;
import io.coral.ports.ScriptEnd;
import io.coral.ports.ScriptFailure;
import io.coral.ports.ScriptFailure.CheckTimeout;
import io.coral.ports.ScriptFailure.RuntimeUnavailable;
import io.coral.ports.ScriptListener;
import io.coral.ports.ScriptRun;
import io.coral.ports.ScriptRun.Stdio;
import io.coral.ports.ScriptRuntime;
import io.coral.ports.ScriptSource;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/**
 * Runs scripts in the embedded Deno. A script's modules are judged first; it runs with one address
 * to connect to, one folder to read, an empty environment, and limits of time and memory.
 */
public final class DenoRuntime implements ScriptRuntime {
  /** More than any script's types need, and less than a type that never ends would take. */
  private static final long MEMORY_OF_CHECK = 1L << 30;

  /** What helps against an engine that cannot be started. */
  static final String REPAIR = "install or build coral again";

  private static final List<SandboxLayer> NO_LAYERS = List.of();
  private static final String SWEEPER = "coral-sweeper";
  private static final String IMPORT_MAP = "import_map.json";

  /** The SDK that an inline script finds without importing it, for the type check alone. */
  private static final String DECLARATION_OF_CORAL =
      "\nexport {}; declare global { var coral: typeof import(\"@coral/sdk\"); }\n";

  private final DenoInstallation installation;
  private final Path temp;
  private final StandardLibrary library;

  /** Where to keep what Deno knows after a run; such a run may write to its cache. */
  private final Optional<Path> learned;

  /** Looked for beside other work, as it takes its time. */
  private final CompletableFuture<Optional<Jail>> jail =
      CompletableFuture.supplyAsync(
          Jail::ofThisSystem,
          work ->
              besides(
                  "coral-jail",
                  () -> {
                    work.run();
                    FirstUses.make();
                  }));

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
    this(installation, temp, library, Optional.empty());
  }

  private DenoRuntime(
      DenoInstallation installation, Path temp, StandardLibrary library, Optional<Path> learned) {
    this.installation = installation;
    this.temp = temp;
    this.library = library;
    this.learned = learned;
  }

  /** One that learns: {@link SdkCache} makes of it what others begin with. */
  static DenoRuntime learning(DenoInstallation installation, Path temp, Path learned) {
    return new DenoRuntime(installation, temp, StandardLibrary.ofThisUser(), Optional.of(learned));
  }

  /** Whether the SDK has the same name in every installation. */
  boolean lends() {
    return jail.join().filter(Jail::lends).isPresent();
  }

  private static Thread besides(String name, Runnable work) {
    return Thread.ofPlatform().name(name).daemon().start(work);
  }

  @Override
  public Either<ScriptFailure, ScriptEnd> run(ScriptRun run, ScriptListener listener) {
    Deadline deadline = Deadline.in(run.timeout());
    return prepared(
        run.source(),
        run.root(),
        (files, folder) -> {
          try {
            return run(run, files, folder, deadline, listener);
          } catch (TimeoutException e) {
            return Either.right(ScriptExecution.neverStarted(run));
          }
        });
  }

  @Override
  public List<SandboxLayer> layers() {
    // Where the jail cannot be looked for, a run says why, and there is nothing else to tell.
    return jail.handle((found, wrong) -> wrong == null ? SandboxLayers.of(found) : NO_LAYERS)
        .join();
  }

  @Override
  public Optional<ScriptFailure> check(
      ScriptSource source, Path root, Duration timeout, ScriptListener listener) {
    Deadline deadline = Deadline.in(timeout);
    Either<ScriptFailure, Optional<ScriptFailure>> checked =
        prepared(
            source,
            root,
            (files, folder) -> {
              try {
                return Either.right(check(files, folder, deadline, listener));
              } catch (TimeoutException e) {
                return Either.left(
                    new CheckTimeout("to check the script took too long", "allow it more time"));
              }
            });
    return checked.fold(Optional::of, wrong -> wrong);
  }

  private <A> Either<ScriptFailure, A> prepared(ScriptSource source, Path root, Work<A> work) {
    Optional<String> flaw = installation.flaw();
    if (flaw.isPresent()) {
      return unavailable(flaw.get());
    }
    try (RunFolder folder = RunFolder.create(temp, installation.cache())) {
      Either<ScriptFailure, ScriptFiles> files = ScriptFiles.resolve(source, root, folder);
      return files.isLeft() ? Either.left(files.getLeft()) : work.on(files.get(), folder);
    } catch (IOException e) {
      return Either.left(
          new RuntimeUnavailable(
              "the embedded Deno cannot be started: " + e.getMessage(),
              "is there room for temporary files, and may they be written? else " + REPAIR));
    } catch (CompletionException e) {
      if (!jail.isCompletedExceptionally()) {
        throw e;
      }
      return unavailable("what confines a script cannot be loaded");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unavailable("the run was interrupted");
    }
  }

  private Either<ScriptFailure, ScriptEnd> run(
      ScriptRun run,
      ScriptFiles files,
      RunFolder folder,
      Deadline deadline,
      ScriptListener listener)
      throws IOException, InterruptedException, TimeoutException {
    // Done while the jail is still looked for, so as most systems need it.
    var denials = new Denials(files.readable(), run.colony());
    boolean plain = PlainScript.is(files);
    String usualMap = ImportMap.ofRun(files, LentFolder.NAME, library.url());
    JailedClasses.lookUp();

    var sdk = new SdkPlace(installation.sdk(), lends());
    Path importMap = folder.path().resolve(IMPORT_MAP);
    var command = new DenoCommand(installation, sdk, importMap);
    try (ScriptCheck check = checking(command, files, folder, sdk, plain);
        Spawner spawner = Spawner.prepare(cell(run, files, folder, sdk, denials))) {
      Files.writeString(
          importMap, sdk.isLent() ? usualMap : ImportMap.ofRun(files, sdk.name(), library.url()));
      check.begin();
      ProcessBuilder script = script(run, files, folder, command);
      spawner.remarks().ifPresent(path -> script.environment().put(Denials.VARIABLE, path));
      ScriptEnd end;
      try (var execution = ScriptExecution.start(run, files, folder, script, spawner)) {
        Optional<ScriptFailure> wrong = check.finish(judge(files, sdk), deadline, listener);
        if (wrong.isPresent()) {
          return Either.left(wrong.get());
        }
        execution.release();
        Thread sweeper = besides(SWEEPER, folder::sweepOthers);
        check.letGo(); // there is time now, for this too
        execution.awaitEnd(deadline);
        sweeper.join();
        wrong = execution.neverRan();
        if (wrong.isPresent()) {
          return Either.left(wrong.get());
        }
        end = execution.end();
      }
      spawner.finish(); // then all is known that was denied
      if (learned.isPresent()) {
        folder.keepCache(learned.get());
      }
      return Either.right(end.withDenials(denials.summary()));
    }
  }

  private Optional<ScriptFailure> check(
      ScriptFiles files, RunFolder folder, Deadline deadline, ScriptListener listener)
      throws IOException, InterruptedException, TimeoutException {
    if (files.isInline()) {
      Files.writeString(files.script(), DECLARATION_OF_CORAL, StandardOpenOption.APPEND);
    }
    var sdk = new SdkPlace(installation.sdk(), false); // its declarations are not lent
    Path importMap = folder.path().resolve(IMPORT_MAP);
    Files.writeString(importMap, ImportMap.ofCheck(files, sdk.name(), library.url()));
    var command = new DenoCommand(installation, sdk, importMap);
    try (ScriptCheck check = checking(command, files, folder, sdk, false)) {
      check.begin();
      Optional<ScriptFailure> wrong = check.finish(judge(files, sdk), deadline, listener);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    ProcessBuilder check =
        DenoProcess.builder(
            command.check(files.script(), MEMORY_OF_CHECK), files.root(), folder.cache(), false);
    library.configure(check, false);
    Thread sweeper = besides(SWEEPER, folder::sweepOthers);
    try (Spawner spawner = cells(files, folder, sdk).offline()) {
      return TypeCheck.check(spawner, check, files, sdk.name(), deadline);
    } finally {
      sweeper.join();
    }
  }

  private ScriptCheck checking(
      DenoCommand command, ScriptFiles files, RunFolder folder, SdkPlace sdk, boolean plain)
      throws IOException {
    return ScriptCheck.prepare(files, command, cells(files, folder, sdk), folder, library, plain);
  }

  private GraphJudge judge(ScriptFiles files, SdkPlace sdk) {
    return new GraphJudge(files, sdk.name(), library.url());
  }

  private AskingCells cells(ScriptFiles files, RunFolder folder, SdkPlace sdk) {
    return new AskingCells(jail.join(), installation, library, files.root(), folder, sdk);
  }

  private static <A> Either<ScriptFailure, A> unavailable(String message) {
    return Either.left(new RuntimeUnavailable(message, REPAIR));
  }

  private ProcessBuilder script(
      ScriptRun run, ScriptFiles files, RunFolder folder, DenoCommand command) {
    boolean colour =
        run.stdio() != Stdio.CAPTURED && Terminal.isAttached() && System.getenv("NO_COLOR") == null;
    boolean cached = installation.cache().isPresent() || learned.isPresent();
    ProcessBuilder script =
        DenoProcess.builder(
            command.run(files, run.colony(), run.memoryBytes(), cached),
            files.root(),
            folder.cache(),
            colour);
    // An error in a worker is told by the report of the worker's owner, if that does not handle it.
    script.environment().put("DENO_LOG", "info,deno_runtime::web_worker=off");
    library.configure(script, false);
    return script;
  }

  private Optional<Cell> cell(
      ScriptRun run, ScriptFiles files, RunFolder folder, SdkPlace sdk, Denials denials)
      throws JailException {
    if (jail.join().isEmpty()) {
      return Optional.empty();
    }
    var rules =
        new JailRules(
            sdk.readableWith(files.root(), folder),
            learned.isPresent() ? List.of(folder.cache()) : List.of(),
            SystemFiles.executableWith(installation.deno()),
            new Reach.Port(run.colony().getPort()),
            sdk.lent());
    return Optional.of(jail.join().get().prepare(rules, installation.deno(), denials));
  }

  /** What is done with a script once its files are there. */
  private interface Work<A> {
    Either<ScriptFailure, A> on(ScriptFiles files, RunFolder folder)
        throws IOException, InterruptedException;
  }
}

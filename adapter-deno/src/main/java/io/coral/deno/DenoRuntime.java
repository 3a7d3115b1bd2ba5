package io.coral.deno;

import io.coral.ports.ScriptEnd;
import io.coral.ports.ScriptEnd.Cause;
import io.coral.ports.ScriptFailure;
import io.coral.ports.ScriptFailure.Malformed;
import io.coral.ports.ScriptFailure.RuntimeUnavailable;
import io.coral.ports.ScriptRun;
import io.coral.ports.ScriptRun.Stdio;
import io.coral.ports.ScriptRuntime;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs scripts in the embedded Deno. A script's modules are judged first; then it runs with one
 * address to connect to, one folder to read, an empty environment, and limits of time and memory.
 */
public final class DenoRuntime implements ScriptRuntime {
  private static final long GRACE_MILLIS = 500;

  private final DenoInstallation installation;
  private final Path temp;

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
    return ScriptFiles.resolve(run.script(), run.root()).flatMap(files -> run(run, files));
  }

  private Either<ScriptFailure, ScriptEnd> run(ScriptRun run, ScriptFiles files) {
    if (!Files.isExecutable(installation.deno())
        || !Files.isReadable(installation.sdk().resolve("preload.js"))) {
      return unavailable("the embedded Deno is missing");
    }
    try (RunFolder folder = RunFolder.create(temp)) {
      Path importMap = folder.path().resolve("import_map.json");
      Files.writeString(importMap, ImportMap.of(files.root(), installation.sdk()));
      var command = new DenoCommand(installation, importMap);
      Optional<ScriptFailure> wrong = judge(command, files, folder);
      if (wrong.isPresent()) {
        return Either.left(wrong.get());
      }
      return Either.right(execute(run, files, folder, command));
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

  private Optional<ScriptFailure> judge(DenoCommand command, ScriptFiles files, RunFolder folder)
      throws IOException, InterruptedException {
    var judge = new GraphJudge(files.root(), installation.sdk());
    Either<ScriptFailure, ModuleGraph> offline = graph(command, files, folder, false);
    if (offline.isLeft()) {
      return Optional.of(offline.getLeft());
    }
    Optional<ScriptFailure> wrong = judge.judge(offline.get());
    if (!GraphJudge.lacksStandardLibrary(offline.get())
        || wrong.filter(ScriptFailure.Refused.class::isInstance).isPresent()) {
      return wrong;
    }
    return graph(command, files, folder, true).fold(Optional::of, judge::judge);
  }

  private Either<ScriptFailure, ModuleGraph> graph(
      DenoCommand command, ScriptFiles files, RunFolder folder, boolean fetch)
      throws IOException, InterruptedException {
    Path errors = folder.path().resolve("info.err");
    Process process =
        DenoProcess.builder(
                command.info(files.script(), fetch), files.root(), folder.cache(), false)
            .redirectError(errors.toFile())
            .start();
    process.getOutputStream().close();
    String json = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      String reason = Files.readString(errors).replaceFirst("^error: ", "").strip();
      return Either.left(new Malformed(reason, ""));
    }
    return Either.right(ModuleGraphReader.read(json));
  }

  private ScriptEnd execute(ScriptRun run, ScriptFiles files, RunFolder folder, DenoCommand command)
      throws IOException, InterruptedException {
    var streams = new Streams(run.stdio());
    boolean colour =
        run.stdio() == Stdio.INHERITED
            && Terminal.isAttached()
            && System.getenv("NO_COLOR") == null;
    ProcessBuilder builder =
        DenoProcess.builder(
            command.run(files.script(), files.root(), run.colony(), run.memoryBytes()),
            files.root(),
            folder.cache(),
            colour);
    streams.configure(builder);
    Process process = builder.start();
    var orphanGuard = new Thread(process::destroyForcibly, "coral-script-end");
    Runtime.getRuntime().addShutdownHook(orphanGuard);
    try {
      var memory = new MemoryWatch(process, run.memoryBytes());
      memory.start();
      streams.connect(process, RunConfig.line(run));
      boolean inTime = process.waitFor(run.timeout().toNanos(), TimeUnit.NANOSECONDS);
      if (!inTime) {
        end(process);
      }
      streams.awaitEnd();
      return verdict(run, process, memory, streams, inTime);
    } finally {
      process.destroyForcibly();
      removeHook(orphanGuard);
    }
  }

  /** Asks first; scripts can ignore that, and then are not asked. */
  private static void end(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  private static ScriptEnd verdict(
      ScriptRun run, Process process, MemoryWatch memory, Streams streams, boolean inTime) {
    Verdict verdict = Verdict.of(process.exitValue(), streams.tail().text());
    if (!inTime) {
      verdict =
          new Verdict(
              Cause.TIMEOUT,
              124,
              "the script was ended after "
                  + run.timeout().toSeconds()
                  + " s; --timeout SECONDS allows more");
    } else if (memory.exceeded() || verdict.cause() == Cause.MEMORY) {
      verdict =
          new Verdict(
              Cause.MEMORY,
              137,
              "the script passed its memory limit of "
                  + (run.memoryBytes() >> 20)
                  + " MB; --memory MB allows more");
    }
    return new ScriptEnd(
        verdict.cause(),
        verdict.exitCode(),
        verdict.message(),
        streams.stdoutText(),
        streams.stderrText());
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already, and the hook runs.
      System.getLogger(DenoRuntime.class.getName())
          .log(System.Logger.Level.DEBUG, "shutting down", e);
    }
  }
}

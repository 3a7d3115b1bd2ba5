package io.coral.deno;

import io.coral.ports.ScriptEnd;
import io.coral.ports.ScriptEnd.Cause;
import io.coral.ports.ScriptFailure;
import io.coral.ports.ScriptRun;
import java.io.IOException;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A script's process, from its start to its end, which comes by itself or at a limit.
 *
 * <p>It is started while the script is still being judged. Until it has its configuration, the
 * preloaded SDK waits for that, and Deno has not so much as opened the script: so what is refused
 * has never run, and what is allowed need not wait for Deno to start.
 */
final class ScriptExecution implements AutoCloseable {
  private final ScriptRun run;
  private final ScriptFiles files;
  private final RunFolder folder;
  private final SpawnedProcess script;
  private final Streams streams;
  private final MemoryWatch memory;
  private boolean inTime;
  private final Thread orphanGuard = new Thread(this::leaveNothing, "coral-script-end");

  private ScriptExecution(
      ScriptRun run, ScriptFiles files, RunFolder folder, SpawnedProcess script, Streams streams) {
    this.run = run;
    this.files = files;
    this.folder = folder;
    this.script = script;
    this.streams = streams;
    this.memory = new MemoryWatch(script, run.memoryBytes());
  }

  /** Starts the process, which then waits. */
  static ScriptExecution start(
      ScriptRun run, ScriptFiles files, RunFolder folder, ProcessBuilder command, Spawner spawner)
      throws IOException {
    var streams = new Streams(run.stdio(), files);
    streams.configure(command);
    var execution = new ScriptExecution(run, files, folder, spawner.start(command), streams);
    Runtime.getRuntime().addShutdownHook(execution.orphanGuard);
    execution.memory.start();
    streams.connect(execution.script.process());
    return execution;
  }

  /** Lets the script run. */
  void release() {
    streams.feed(script.process(), RunConfig.line(run, files));
  }

  /** Waits for its end. */
  void awaitEnd(Deadline deadline) throws InterruptedException {
    Process process = script.process();
    inTime = process.waitFor(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    if (!inTime) {
      script.end();
    }
    streams.awaitEnd();
  }

  /** Why the script never ran, if that is so: Deno could not read it, or could not be started. */
  Optional<ScriptFailure> neverRan() {
    int code = script.process().exitValue();
    if (code == 0 || !streams.saidNothingButLastWords()) {
      return Optional.empty();
    }
    String words = streams.tail().text();
    return code == 1 ? UnreadableScript.told(words, files) : Spawner.notStarted(code, words);
  }

  /** How it ended, when it has; all is said then. */
  ScriptEnd end() {
    streams.sayLastWords();
    return ended(script.process());
  }

  /** Ends the process, if it has not ended. */
  @Override
  public void close() {
    script.kill();
    streams.close();
    forget(orphanGuard);
  }

  /** When this process is asked to end while the script runs. */
  private void leaveNothing() {
    script.kill();
    folder.close();
  }

  private ScriptEnd ended(Process process) {
    Verdict verdict = Verdict.of(process.exitValue(), streams.tail().text());
    if (!inTime) {
      verdict = new Verdict(Cause.TIMEOUT, Verdict.TIMEOUT, timeoutMessage(run));
    } else if (memory.exceeded() || verdict.cause() == Cause.MEMORY) {
      verdict = new Verdict(Cause.MEMORY, Verdict.MEMORY, memoryMessage());
    }
    return new ScriptEnd(
        verdict.cause(),
        verdict.exitCode(),
        verdict.message(),
        streams.stdoutText(),
        streams.stderrText());
  }

  /** The end of a script whose time was up before it could start. */
  static ScriptEnd neverStarted(ScriptRun run) {
    return new ScriptEnd(Cause.TIMEOUT, Verdict.TIMEOUT, timeoutMessage(run), "", "");
  }

  private static String timeoutMessage(ScriptRun run) {
    double seconds = run.timeout().toMillis() / 1000.0;
    return "the script was ended after "
        + new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(seconds)
        + " s; --timeout SECONDS allows more";
  }

  private String memoryMessage() {
    return "the script passed its memory limit of "
        + (run.memoryBytes() >> 20)
        + " MB; --memory MB allows more";
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already, and the hook runs.
      System.getLogger(ScriptExecution.class.getName())
          .log(System.Logger.Level.DEBUG, "shutting down", e);
    }
  }
}

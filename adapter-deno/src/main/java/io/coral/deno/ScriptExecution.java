package io.coral.deno;

import io.coral.ports.ScriptEnd;
import io.coral.ports.ScriptEnd.Cause;
import io.coral.ports.ScriptRun;
import java.io.IOException;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Runs a judged script to its end, which comes by itself or at a limit. */
final class ScriptExecution {
  private final ScriptRun run;
  private final ScriptFiles files;
  private final Deadline deadline;
  private final RunFolder folder;

  ScriptExecution(ScriptRun run, ScriptFiles files, Deadline deadline, RunFolder folder) {
    this.run = run;
    this.files = files;
    this.deadline = deadline;
    this.folder = folder;
  }

  ScriptEnd execute(ProcessBuilder command, Spawner spawner)
      throws IOException, InterruptedException {
    var streams = new Streams(run.stdio(), files);
    streams.configure(command);
    SpawnedProcess script = spawner.start(command);
    var orphanGuard = new Thread(() -> leaveNothing(script), "coral-script-end");
    Runtime.getRuntime().addShutdownHook(orphanGuard);
    try {
      var memory = new MemoryWatch(script, run.memoryBytes());
      memory.start();
      streams.connect(script.process(), RunConfig.line(run, files));
      boolean inTime =
          script.process().waitFor(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
      if (!inTime) {
        script.end();
      }
      streams.awaitEnd();
      return ended(script.process(), memory, streams, inTime);
    } finally {
      script.kill();
      streams.close();
      forget(orphanGuard);
    }
  }

  /** When this process is asked to end while the script runs. */
  private void leaveNothing(SpawnedProcess script) {
    script.kill();
    folder.close();
  }

  private ScriptEnd ended(Process process, MemoryWatch memory, Streams streams, boolean inTime) {
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

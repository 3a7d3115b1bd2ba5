package io.coral.cli.script;

import static java.util.Objects.requireNonNull;

import io.coral.cli.failure.Complaint;
import io.coral.cli.failure.ExitCode;
import io.coral.cli.parts.Console;
import io.coral.cli.parts.Surroundings;
import io.coral.ports.ScriptEnd;
import io.coral.ports.ScriptRun.Stdio;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * Runs a script again whenever one of its files changes, until the process is told to end. Each run
 * is judged anew, and a run that is not over when a change comes is ended.
 */
final class WatchedRun {
  private final SingleRun run;
  private final Path script;
  private final ScriptRoot root;
  private final Surroundings surroundings;
  private final Console console;
  private volatile boolean ending;

  WatchedRun(
      SingleRun run, Path script, ScriptRoot root, Surroundings surroundings, Console console) {
    this.run = requireNonNull(run, "run is null");
    this.script = requireNonNull(script, "script is null");
    this.root = requireNonNull(root, "root is null");
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
    this.console = requireNonNull(console, "console is null");
  }

  /** Returns when the process is told to end; or says why the script's files cannot be watched. */
  Either<Complaint, Integer> runUntilEnd(ScriptColonies colonies) {
    Thread waiting = Thread.currentThread();
    surroundings
        .ending()
        .onEnd(
            () -> {
              ending = true;
              waiting.interrupt();
              return OptionalInt.empty();
            });
    try (var changes = new FileChanges(surroundings.clock(), root.folder(), script)) {
      runAtEveryChange(colonies, changes);
    } catch (InterruptedException e) {
      return Either.right(ExitCode.OK.number());
    } catch (IOException e) {
      return Either.left(
          new Complaint(
              ExitCode.INTERNAL,
              "the script's files cannot be watched: " + e.getMessage(),
              "run it without --watch"));
    }
    throw new IllegalStateException("watching has no end of its own");
  }

  private void runAtEveryChange(ScriptColonies colonies, FileChanges changes)
      throws InterruptedException {
    while (true) {
      changes.startOver();
      Thread once =
          Thread.ofPlatform().name("coral-watched-run").start(() -> runOnce(colonies, changes));
      Path changed;
      try {
        changed = changes.next();
      } finally {
        once.interrupt();
        join(once);
      }
      changes.settle();
      console.clear();
      console.note(shown(changed) + " has changed");
    }
  }

  /** The run has been told to end, and does so soon. */
  private static void join(Thread once) {
    boolean interrupted = false;
    while (true) {
      try {
        once.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true; // again, while the run is being ended for the same reason
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void runOnce(ScriptColonies colonies, FileChanges changes) {
    Either<Complaint, ScriptEnd> outcome =
        run.run(colonies, Stdio.INHERITED_OUTPUT, changes::watch);
    if (Thread.currentThread().isInterrupted() || ending) {
      return; // what it came to is of no interest any more
    }
    outcome
        .peekLeft(
            complaint ->
                console.error("cannot run the script: " + complaint.message(), complaint.hint()))
        .peek(this::tell);
    int imported = changes.imported();
    String others = imported == 0 ? "" : " or of the " + imported + " it imports";
    console.note("waiting for a change of " + shown(script) + others + "; Ctrl-C ends");
  }

  private void tell(ScriptEnd end) {
    if (end.cause() != ScriptEnd.Cause.EXIT) {
      console.error(end.message(), "");
    } else if (end.exitCode() != 0) {
      console.note("the script ended with " + end.exitCode());
    }
  }

  private String shown(Path file) {
    return file.startsWith(root.folder())
        ? root.folder().relativize(file).toString()
        : file.toString();
  }
}

package io.coral.deno;

import io.coral.deno.jail.Cell;
import io.coral.ports.ScriptFailure;
import io.coral.ports.ScriptFailure.RuntimeUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Starts one process, in a jail if there is one, so that it dies with this process.
 *
 * <p>It has a thread of its own, which lives as long as the process: a jail binds the thread that
 * enters it, and the kernel tells a child of its parent's death when the thread that started it
 * ends. The thread enters the jail while the script is still being judged.
 */
final class Spawner implements AutoCloseable {
  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

  /** What is said where the program could not be executed, before the reason. */
  static final String CANNOT_EXECUTE = "setpriv: failed to execute ";

  private static final Set<Integer> CODES_OF_THAT = Set.of(126, 127);
  private static final Duration LONGEST_START = Duration.ofSeconds(2);

  private final CompletableFuture<ProcessBuilder> asked = new CompletableFuture<>();
  private final CompletableFuture<Process> started = new CompletableFuture<>();
  private final CompletableFuture<Void> served = new CompletableFuture<>();

  private final Thread startFirst = new Thread(this::awaitStart, "coral-start-first");
  private final AtomicBoolean finished = new AtomicBoolean();
  private final Optional<Cell> cell;

  private Spawner(Optional<Cell> cell) {
    this.cell = cell;
  }

  /** Lets a thread enter the jail and wait for its process; the cell is closed with this. */
  static Spawner prepare(Optional<Cell> cell) {
    if (cell.isPresent()) {
      JailedClasses.lookUp();
    }
    var spawner = new Spawner(cell);
    Thread.ofPlatform()
        .name("coral-spawner")
        .daemon()
        .start(
            () -> {
              try {
                spawner.serve();
              } finally {
                spawner.started.completeExceptionally(new IOException("the jail was not entered"));
                spawner.served.complete(null);
              }
            });
    return spawner;
  }

  /** Past the first line this thread can load no classes but the JDK's. */
  private void serve() {
    Process process;
    try {
      if (cell.isPresent()) {
        cell.get().enter();
      }
      process = asked.join().start();
    } catch (CancellationException e) {
      return; // there was nothing to start
    } catch (IOException | RuntimeException e) {
      started.completeExceptionally(e);
      return;
    }
    started.complete(process);
    SpawnedProcess.awaitEnd(process);
  }

  /**
   * Starts the process.
   *
   * @throws IOException if it cannot be started, or the jail cannot be entered
   */
  SpawnedProcess start(ProcessBuilder builder) throws IOException {
    begin(builder);
    return started();
  }

  /** Lets the process start, and does not wait for that. If this process is ending, it may not. */
  void begin(ProcessBuilder builder) {
    try {
      Runtime.getRuntime().addShutdownHook(startFirst);
      asked.complete(builder.command(dyingWithUs(builder.command())));
    } catch (IllegalStateException e) {
      started.completeExceptionally(new IOException("this process is ending", e));
      asked.cancel(false);
    }
  }

  /**
   * What is told to end while the child is on its way waits for it. The child asks our doorkeeper
   * before it becomes a program, and until then it has a copy of what he is asked by: if we ended,
   * it would wait for an answer for ever.
   */
  private void awaitStart() {
    try {
      started.get(LONGEST_START.toMillis(), TimeUnit.MILLISECONDS);
      if (cell.isPresent()) {
        cell.get().awaitProgram(LONGEST_START);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (CancellationException | ExecutionException | TimeoutException e) {
      // There is no child, or it takes longer than anybody would wait.
    }
  }

  /**
   * The process, once it has started.
   *
   * @throws IOException if it cannot be started, or the jail cannot be entered
   */
  SpawnedProcess started() throws IOException {
    try {
      var process = new SpawnedProcess(started.join());
      cell.ifPresent(each -> each.forbidDumps(process.process().pid()));
      return process;
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException cannotStart) {
        throw cannotStart;
      }
      throw e;
    }
  }

  /** Whether the process dies with this one. */
  static boolean isTied() {
    return Files.isExecutable(SETPRIV);
  }

  private static List<String> dyingWithUs(List<String> command) {
    if (!isTied()) {
      return command;
    }
    List<String> wrapped =
        new ArrayList<>(List.of(SETPRIV.toString(), "--pdeathsig", "KILL", "--"));
    wrapped.addAll(command);
    return wrapped;
  }

  /** The failure of a process that ended so, if what it should become was never started. */
  static Optional<ScriptFailure> notStarted(int exitCode, String stderr) {
    return CODES_OF_THAT.contains(exitCode) && stderr.startsWith(CANNOT_EXECUTE)
        ? Optional.of(
            new RuntimeUnavailable("the embedded Deno cannot be executed", DenoRuntime.REPAIR))
        : Optional.empty();
  }

  /** Where the process can write remarks to us, if it can. */
  Optional<String> remarks() {
    return cell.flatMap(Cell::remarks);
  }

  /** To be called once the process has ended; when this returns, all its remarks are in. */
  void finish() {
    asked.cancel(false);
    served.join(); // the thread may be on its way into the jail still
    if (finished.compareAndSet(false, true)) {
      forgetStart();
      cell.ifPresent(Cell::close);
    }
  }

  private void forgetStart() {
    try {
      Runtime.getRuntime().removeShutdownHook(startFirst);
    } catch (IllegalStateException e) {
      // It runs already, and has nothing to wait for any more.
    }
  }

  /** Ends the process, if one was begun and has not ended. */
  @Override
  public void close() {
    if (!asked.cancel(false)) {
      killed();
    }
    finish();
  }

  private void killed() {
    try {
      new SpawnedProcess(started.join()).kill();
    } catch (CompletionException e) {
      // It could not be started, and whoever waits for it is told.
      System.getLogger(Spawner.class.getName()).log(System.Logger.Level.DEBUG, "nothing to end", e);
    }
  }
}

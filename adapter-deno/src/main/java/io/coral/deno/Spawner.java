package io.coral.deno;

import io.coral.deno.jail.Jail;
import io.coral.deno.jail.JailRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Starts one process, in a jail if there is one, so that it dies with this process.
 *
 * <p>It has a thread of its own, which lives as long as the process: a jail binds the thread that
 * enters it, and the kernel tells a child of its parent's death when the thread that started it
 * ends. The thread enters the jail while the script is still being judged.
 */
final class Spawner implements AutoCloseable {
  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

  private final CompletableFuture<ProcessBuilder> asked = new CompletableFuture<>();
  private final CompletableFuture<Process> started = new CompletableFuture<>();

  private Spawner() {}

  /** Lets a thread enter the jail and wait for its process. */
  static Spawner prepare(Optional<Jail> jail, JailRules rules) {
    var spawner = new Spawner();
    Thread.ofPlatform().name("coral-spawner").daemon().start(() -> spawner.serve(jail, rules));
    return spawner;
  }

  /** Past the first line this thread can load no classes but the JDK's. */
  private void serve(Optional<Jail> jail, JailRules rules) {
    Process process;
    try {
      if (jail.isPresent()) {
        jail.get().confineThisThread(rules);
      }
      process = asked.join().start();
    } catch (CancellationException e) {
      return; // there was nothing to start
    } catch (IOException | RuntimeException e) {
      started.completeExceptionally(e);
      return;
    }
    started.complete(process);
    process.onExit().join();
  }

  /**
   * Starts the process.
   *
   * @throws IOException if it cannot be started, or the jail cannot be entered
   */
  SpawnedProcess start(ProcessBuilder builder) throws IOException {
    asked.complete(builder.command(dyingWithUs(builder.command())));
    try {
      return new SpawnedProcess(started.join());
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException cannotStart) {
        throw cannotStart;
      }
      throw e;
    }
  }

  private static List<String> dyingWithUs(List<String> command) {
    if (!Files.isExecutable(SETPRIV)) {
      return command;
    }
    List<String> wrapped =
        new ArrayList<>(List.of(SETPRIV.toString(), "--pdeathsig", "KILL", "--"));
    wrapped.addAll(command);
    return wrapped;
  }

  @Override
  public void close() {
    asked.cancel(false);
  }
}

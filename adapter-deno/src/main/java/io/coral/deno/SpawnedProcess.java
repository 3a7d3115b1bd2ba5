package io.coral.deno;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process started by a thread that may be jailed.
 *
 * <p>Signals go by a handle that a free thread has made: the JDK's {@link Process#destroy} compares
 * start times, cannot read one from inside a jail, and then does nothing, without a word.
 */
final class SpawnedProcess {
  private static final Duration GRACE = Duration.ofMillis(500);

  private final Process process;
  private final Optional<ProcessHandle> handle;

  /** To be called by a free thread, while the process cannot be long gone. */
  SpawnedProcess(Process process) {
    this.process = process;
    this.handle = ProcessHandle.of(process.pid());
  }

  /** Does nothing, but that this class is there after it. */
  static void load() {}

  /** For its streams and its end. */
  Process process() {
    return process;
  }

  /** Asks first; scripts can ignore that, and then are not asked. */
  void end() throws InterruptedException {
    if (process.isAlive()) {
      handle.ifPresent(ProcessHandle::destroy);
    }
    if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
      kill();
    }
  }

  /**
   * Waits without {@link Process#onExit}: that hands work to a pool whose threads may be made just
   * then, by a jailed thread, and would stay in its jail when others use them.
   */
  static void awaitEnd(Process process) {
    boolean interrupted = false;
    while (process.isAlive()) {
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it, with whatever it has started, at once; when this returns, it is gone. */
  void kill() {
    if (process.isAlive()) {
      handle.ifPresent(
          each -> {
            each.descendants().forEach(ProcessHandle::destroyForcibly);
            each.destroyForcibly();
          });
    }
    awaitEnd(process);
  }
}

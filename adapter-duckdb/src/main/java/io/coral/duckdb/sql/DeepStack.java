package io.coral.duckdb.sql;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Runs work on a thread whose stack holds the engine's recursions over any statement that the text
 * check lets through. A native stack that overflows ends the process; callers' threads may be
 * small.
 */
final class DeepStack {
  private static final long STACK_BYTES = 64L << 20;

  private DeepStack() {}

  /** A daemon thread that runs {@code task}, not started yet. */
  static Thread thread(String name, Runnable task) {
    return new DeepThread(name, task);
  }

  private static final class DeepThread extends Thread {
    DeepThread(String name, Runnable task) {
      super(null, task, name, STACK_BYTES);
      setDaemon(true);
    }
  }

  /**
   * Runs work and waits for it, also when interrupted: it is short, and cannot be left half done.
   */
  static <T> T call(String name, Supplier<T> work) {
    if (Thread.currentThread() instanceof DeepThread) {
      return work.get();
    }
    var task = new FutureTask<>(work::get);
    thread(name, task).start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw new IllegalStateException("the guard failed", e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

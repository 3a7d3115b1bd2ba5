package io.coral.grpc.server;

import io.coral.domain.failure.QueryFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that answer: a bounded number, with a bounded number of questions waiting, of which
 * each asker in turn gets one answered.
 */
final class AnsweringPool {
  private static final long IDLE_SECONDS = 30;

  private final ThreadPoolExecutor threads;
  private final FairTurns turns = new FairTurns();
  private final QueryFailure busy;

  private AnsweringPool(
      String name, int threadCount, BlockingQueue<Runnable> waiting, QueryFailure busy) {
    this.busy = busy;
    threads =
        new ThreadPoolExecutor(
            threadCount, threadCount, IDLE_SECONDS, TimeUnit.SECONDS, waiting, daemons(name));
    threads.allowCoreThreadTimeOut(true);
  }

  /** Threads for questions of one answer each, which are quick, so that some may wait. */
  static AnsweringPool forAnswers(int threadCount, int maxWaiting) {
    return new AnsweringPool(
        "coral-query-",
        threadCount,
        new ArrayBlockingQueue<>(maxWaiting),
        new QueryFailure.LimitExceeded(
            "concurrent_calls", "the colony is busy", "ask again in a moment"));
  }

  /** Threads for SQL of one answer each, of which some may wait, too. */
  static AnsweringPool forStatements(int threadCount, int maxWaiting) {
    return new AnsweringPool(
        "coral-statement-",
        threadCount,
        new ArrayBlockingQueue<>(maxWaiting),
        new QueryFailure.LimitExceeded(
            "concurrent_statements",
            "too many SQL statements are running or waiting",
            "ask again in a moment"));
  }

  /** Threads for streams, which are as slow as their readers, so that none may wait. */
  static AnsweringPool forStreams(int threadCount) {
    return new AnsweringPool(
        "coral-stream-",
        threadCount,
        new SynchronousQueue<>(),
        new QueryFailure.LimitExceeded(
            "concurrent_streams",
            "the colony sends as many streams of rows as it can at once",
            "ask again in a moment, or for at most 10000 rows without a stream"));
  }

  /** A thread for backups, of which one at a time is enough for any disk. */
  static AnsweringPool forBackups() {
    return new AnsweringPool(
        "coral-backup-",
        1,
        new SynchronousQueue<>(),
        new QueryFailure.LimitExceeded(
            "backups", "another backup is being made", "ask again when it is over"));
  }

  /**
   * Runs a task soon.
   *
   * @param asker in whose turn
   * @return why it will not run, if it will not
   */
  Optional<QueryFailure> execute(Object asker, Runnable task) {
    try {
      synchronized (turns) { // a thread that is free waits until the task is there
        threads.execute(this::runNext);
        turns.add(asker, task);
      }
      return Optional.empty();
    } catch (RejectedExecutionException e) {
      return Optional.of(
          threads.isShutdown()
              ? new QueryFailure.Unavailable("the colony is shutting down", "ask again later")
              : busy);
    }
  }

  /** What waits in the pool are turns; which task has it shows when the turn comes. */
  private void runNext() {
    Runnable task;
    synchronized (turns) {
      task = turns.next();
    }
    task.run();
  }

  /** Takes no more tasks. */
  void shutdown() {
    threads.shutdown();
  }

  /** Waits for the tasks that were taken before {@link #shutdown}. */
  void awaitEnd(Duration grace) {
    try {
      threads.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadFactory daemons(String name) {
    var count = new AtomicInteger();
    return task -> {
      var thread = new Thread(task, name + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}

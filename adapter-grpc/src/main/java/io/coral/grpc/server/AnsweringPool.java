package io.coral.grpc.server;

import io.coral.domain.failure.QueryFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that answer: a bounded number, with a bounded number of questions waiting. */
final class AnsweringPool {
  private static final long IDLE_SECONDS = 30;

  private final ThreadPoolExecutor threads;

  AnsweringPool(int threadCount, int maxWaiting) {
    threads =
        new ThreadPoolExecutor(
            threadCount,
            threadCount,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(maxWaiting),
            daemons());
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Runs a task soon.
   *
   * @return why it will not run, if it will not
   */
  Optional<QueryFailure> execute(Runnable task) {
    try {
      threads.execute(task);
      return Optional.empty();
    } catch (RejectedExecutionException e) {
      return Optional.of(
          threads.isShutdown()
              ? new QueryFailure.Unavailable("the colony is shutting down", "ask again later")
              : new QueryFailure.LimitExceeded(
                  "concurrent_calls", "the colony is busy", "ask again in a moment"));
    }
  }

  /** Takes no more tasks, and waits for those that it took. */
  void drain(Duration grace) {
    threads.shutdown();
    try {
      threads.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadFactory daemons() {
    var count = new AtomicInteger();
    return task -> {
      var thread = new Thread(task, "coral-query-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}

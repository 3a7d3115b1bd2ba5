package io.coral.grpc.server;

import java.time.Duration;

/**
 * All threads that answer.
 *
 * @param answers for questions of one answer each
 * @param streams for streams of rows
 */
record AnsweringPools(AnsweringPool answers, AnsweringPool streams) {
  static AnsweringPools start(StreamLimits limits) {
    return new AnsweringPools(
        AnsweringPool.forAnswers(ServerLimits.THREADS, ServerLimits.MAX_WAITING),
        AnsweringPool.forStreams(limits.atOnce()));
  }

  /** For few, of which one at a time makes a backup. */
  static AnsweringPools forAdministration() {
    return new AnsweringPools(AnsweringPool.forAnswers(2, 16), AnsweringPool.forBackups());
  }

  /** Takes no more tasks, and waits for those that were taken. */
  void drain(Duration grace) {
    long until = System.nanoTime() + grace.toNanos();
    answers.shutdown();
    streams.shutdown();
    answers.awaitEnd(grace);
    streams.awaitEnd(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
  }
}

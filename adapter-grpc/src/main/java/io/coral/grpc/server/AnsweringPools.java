package io.coral.grpc.server;

import java.time.Duration;
import java.util.List;

/**
 * All threads that answer. Statements have threads of their own, since they may run, or wait for a
 * place in the store, for as long as callers let them: however many there are, questions that are
 * answered in a moment find a thread.
 *
 * @param answers for questions of one answer each
 * @param statements for SQL of one answer each
 * @param streams for streams of rows
 */
record AnsweringPools(AnsweringPool answers, AnsweringPool statements, AnsweringPool streams) {
  static AnsweringPools start(StreamLimits limits) {
    return new AnsweringPools(
        AnsweringPool.forAnswers(ServerLimits.THREADS, ServerLimits.MAX_WAITING),
        AnsweringPool.forStatements(ServerLimits.THREADS, ServerLimits.MAX_WAITING),
        AnsweringPool.forStreams(limits.atOnce()));
  }

  /** For few, of which one at a time makes a backup, and nobody asks by SQL. */
  static AnsweringPools forAdministration() {
    AnsweringPool answers = AnsweringPool.forAnswers(2, 16);
    return new AnsweringPools(answers, answers, AnsweringPool.forBackups());
  }

  /** Takes no more tasks, and waits for those that were taken. */
  void drain(Duration grace) {
    long until = System.nanoTime() + grace.toNanos();
    List<AnsweringPool> all = List.of(answers, statements, streams);
    all.forEach(AnsweringPool::shutdown);
    for (AnsweringPool pool : all) {
      pool.awaitEnd(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
    }
  }
}

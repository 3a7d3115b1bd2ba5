package io.coral.duckdb.intake;

import io.coral.ports.IntakeFailure;
import io.coral.ports.IntakeReceipt;
import io.vavr.control.Either;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Answers requests, counts them, and frees their room. */
final class Answers {
  private static final Logger LOG = System.getLogger(Answers.class.getName());

  private final IntakeQueue queue;
  private final IntakeTally tally;

  Answers(IntakeQueue queue, IntakeTally tally) {
    this.queue = queue;
    this.tally = tally;
  }

  /** A transaction was committed; its requests are answered one by one. */
  void committed(Duration waited, Duration took) {
    tally.committed(waited, took);
  }

  void notCommitted() {
    tally.notCommitted();
  }

  void taken(IntakeGroup.Member member) {
    var refusals = member.refusals();
    tally.taken(member.pending().telemetry(), refusals);
    answer(member.pending(), Either.right(new IntakeReceipt(refusals.count(), refusals.message())));
  }

  void cancelled(Pending pending) {
    tally.cancelled(pending.telemetry());
    answer(pending, Either.left(new IntakeFailure.Cancelled()));
  }

  void unavailable(Pending pending, IntakeFailure failure) {
    tally.failed(pending.telemetry());
    answer(pending, Either.left(failure));
  }

  /** A request has met a bug. */
  void failed(Pending pending, Throwable bug) {
    LOG.log(Level.ERROR, "a request failed for a reason that no sender can mend", bug);
    tally.failed(pending.telemetry());
    queue.answered(pending);
    pending.answer().completeExceptionally(bug);
  }

  private void answer(Pending pending, Either<IntakeFailure, IntakeReceipt> answer) {
    queue.answered(pending);
    pending.answer().complete(answer);
  }
}

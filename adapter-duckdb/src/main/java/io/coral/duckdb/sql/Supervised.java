package io.coral.duckdb.sql;

import io.coral.domain.failure.QueryFailure;
import io.coral.ports.Cancellation;
import io.vavr.control.Either;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Runs one call on a thread of its own and lets the asker go when its time is up, whatever the
 * engine does. First the statement is cancelled, again and again, because a cancel between two
 * statements hits neither; then its connection is closed; and if even that does not end it, it is
 * left behind, and keeps its place among the running ones until it ends.
 *
 * @param <A> what the call answers
 */
final class Supervised<A> {
  private static final long STEP_MILLIS = 20;
  private static final int CANCELS = 10;
  private static final int WAITS_AFTER_CLOSE = 15;

  /** How often the clock is looked at while it stands still. */
  private static final long LOOK_NANOS = 10_000_000;

  private final Deadline deadline;
  private final CompletableFuture<Either<QueryFailure, A>> answer = new CompletableFuture<>();
  private final Lever lever = new Lever();

  private Supervised(Deadline deadline) {
    this.deadline = deadline;
  }

  /**
   * Runs work and waits for its answer, or for the deadline or a cancellation.
   *
   * @param work hangs its connection on the lever for as long as it uses it
   * @param afterwards run once when nothing of the work runs any more
   */
  static <A> Either<QueryFailure, A> run(
      Deadline deadline, Function<Lever, Either<QueryFailure, A>> work, Runnable afterwards) {
    var supervised = new Supervised<A>(deadline);
    DeepStack.thread("coral-sql", () -> supervised.work(work, afterwards)).start();
    return supervised.await();
  }

  private void work(Function<Lever, Either<QueryFailure, A>> work, Runnable afterwards) {
    try {
      Either<QueryFailure, A> found;
      try {
        found = work.apply(lever);
      } finally {
        afterwards.run();
      }
      answer.complete(found);
    } catch (Throwable bug) {
      answer.completeExceptionally(bug);
    }
  }

  private Either<QueryFailure, A> await() {
    var wake = new CompletableFuture<Void>();
    boolean interrupted = false;
    Cancellation.Registration registration =
        deadline.cancellation().onCancel(() -> wake.complete(null));
    try {
      awaitAny(CompletableFuture.anyOf(answer, wake));
    } catch (InterruptedException e) {
      interrupted = true;
    } catch (ExecutionException e) {
      throw new IllegalStateException("running SQL failed", e.getCause());
    } finally {
      registration.close();
    }
    Either<QueryFailure, A> found = answer.isDone() ? answer.join() : stop();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return found;
  }

  /** Waits for the end of one, or for the deadline. */
  private void awaitAny(CompletableFuture<Object> ended)
      throws InterruptedException, ExecutionException {
    for (long left = deadline.left(); left > 0; left = deadline.left()) {
      try {
        ended.get(Math.max(left, LOOK_NANOS), TimeUnit.NANOSECONDS);
        return;
      } catch (TimeoutException e) {
        // The clock may have stood still in the meantime.
      }
    }
  }

  private Either<QueryFailure, A> stop() {
    QueryFailure why = deadline.reached().orElseGet(QueryFailure.Cancelled::new);
    boolean ended = endsBy(lever::cancel, CANCELS);
    if (!ended) {
      // Not waited for: the driver's close and cancel both wait for a call that does not look up.
      DeepStack.thread("coral-sql-close", lever::close).start();
      endsBy(() -> {}, WAITS_AFTER_CLOSE);
    }
    return answer.isDone() && !answer.isCompletedExceptionally() && answer.join().isRight()
        ? answer.join()
        : Either.left(why);
  }

  private boolean endsBy(Runnable push, int times) {
    for (int i = 0; i < times; i++) {
      push.run();
      try {
        answer.get(STEP_MILLIS, TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException e) {
        // Once more.
      } catch (ExecutionException e) {
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }
}

package io.coral.duckdb.sql;

import io.coral.domain.failure.QueryFailure;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Lets a few statements run at a time, and others wait for a while. */
final class Turnstile {
  private static final long CHECK_MILLIS = 10;

  private final Semaphore places;
  private final Duration patience;

  Turnstile(int places, Duration patience) {
    if (places < 1) {
      throw new IllegalArgumentException("at least one statement must run, got " + places);
    }
    this.places = new Semaphore(places, true);
    this.patience = patience;
  }

  /**
   * Runs work when there is a place.
   *
   * @param work is given what frees the place, and must run it once, when nothing of it runs any
   *     more
   */
  <A> Either<QueryFailure, A> pass(
      Deadline deadline, Function<Runnable, Either<QueryFailure, A>> work) {
    long start = System.nanoTime();
    try {
      while (!places.tryAcquire(CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
        Optional<QueryFailure> reached = deadline.reached();
        if (reached.isPresent()) {
          return Either.left(reached.get());
        }
        if (System.nanoTime() - start > patience.toNanos()) {
          return Either.left(
              new QueryFailure.LimitExceeded(
                  "statements at once",
                  "too many SQL statements are running",
                  "ask again in a moment"));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Either.left(new QueryFailure.Cancelled());
    }
    return work.apply(places::release);
  }
}

package io.coral.duckdb.sql;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.sql.SqlLimits;
import io.coral.ports.CallBounds;
import io.coral.ports.Cancellation;
import java.time.Duration;
import java.util.Optional;

/**
 * When one call must end, counted from when it was made. Its clock stands still while somebody else
 * is at work. Thread-safe.
 */
final class Deadline {
  private final Duration allowed;
  private final Cancellation cancellation;
  private long endNanos;
  private boolean paused;
  private long pausedAt;

  private Deadline(Duration allowed, Cancellation cancellation) {
    this.allowed = allowed;
    this.cancellation = cancellation;
    this.endNanos = System.nanoTime() + allowed.toNanos();
  }

  static Deadline of(CallBounds bounds) {
    Duration allowed =
        bounds.timeout().compareTo(SqlLimits.MAX_TIME) < 0 ? bounds.timeout() : SqlLimits.MAX_TIME;
    return new Deadline(allowed, bounds.cancellation());
  }

  Cancellation cancellation() {
    return cancellation;
  }

  /** Nanoseconds left; not positive once it has passed. */
  synchronized long left() {
    return endNanos - (paused ? pausedAt : System.nanoTime());
  }

  /** The time that has been used. */
  Duration used() {
    return allowed.minusNanos(left());
  }

  synchronized void pause() {
    paused = true;
    pausedAt = System.nanoTime();
  }

  synchronized void resume() {
    endNanos += System.nanoTime() - pausedAt;
    paused = false;
  }

  /** Why the call must end now, if it must. */
  Optional<QueryFailure> reached() {
    if (cancellation.isCancelled()) {
      return Optional.of(new QueryFailure.Cancelled());
    }
    return left() <= 0 ? Optional.of(new QueryFailure.DeadlineExceeded(allowed)) : Optional.empty();
  }
}

package io.coral.duckdb.sql;

import io.coral.domain.failure.QueryFailure;
import io.coral.domain.sql.SqlLimits;
import io.coral.ports.CallBounds;
import io.coral.ports.Cancellation;
import java.time.Duration;
import java.util.Optional;

/** When one call must end, counted from when it was made. */
record Deadline(Duration allowed, long endNanos, Cancellation cancellation) {

  static Deadline of(CallBounds bounds) {
    Duration allowed =
        bounds.timeout().compareTo(SqlLimits.MAX_TIME) < 0 ? bounds.timeout() : SqlLimits.MAX_TIME;
    return new Deadline(allowed, System.nanoTime() + allowed.toNanos(), bounds.cancellation());
  }

  /** Nanoseconds left; not positive once it has passed. */
  long left() {
    return endNanos - System.nanoTime();
  }

  /** Why the call must end now, if it must. */
  Optional<QueryFailure> reached() {
    if (cancellation.isCancelled()) {
      return Optional.of(new QueryFailure.Cancelled());
    }
    return left() <= 0 ? Optional.of(new QueryFailure.DeadlineExceeded(allowed)) : Optional.empty();
  }
}

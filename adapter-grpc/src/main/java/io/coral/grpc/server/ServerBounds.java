package io.coral.grpc.server;

import io.coral.domain.failure.QueryFailure;
import io.coral.grpc.wire.CallCancellation;
import io.coral.ports.CallBounds;
import io.coral.ports.CallTrail;
import io.grpc.Context;
import io.grpc.Deadline;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A caller's deadline and cancellation, within the server's own limit. */
final class ServerBounds {
  private ServerBounds() {}

  static Either<QueryFailure, CallBounds> of(Context call, Duration most, CallTrail trail) {
    Deadline deadline = call.getDeadline();
    long allowed = most.toNanos();
    if (deadline != null) {
      allowed = Math.min(allowed, deadline.timeRemaining(TimeUnit.NANOSECONDS));
    }
    return allowed > 0
        ? Either.right(new CallBounds(Duration.ofNanos(allowed), new CallCancellation(call), trail))
        : Either.left(new QueryFailure.DeadlineExceeded(Duration.ZERO));
  }
}

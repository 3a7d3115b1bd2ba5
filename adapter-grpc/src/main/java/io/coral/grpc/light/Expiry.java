package io.coral.grpc.light;

import io.grpc.Context;
import io.grpc.Deadline;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** When a call has to end, if it has to. */
final class Expiry {
  private static final long MOST_DIGITS = 99_999_999;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final @Nullable Deadline deadline;

  private Expiry(@Nullable Deadline deadline) {
    this.deadline = deadline;
  }

  /** The earlier of a call's own deadline and that of what it is part of. */
  static Expiry of(@Nullable Deadline own) {
    Deadline outer = Context.current().getDeadline();
    if (own == null || outer == null) {
      return new Expiry(own == null ? outer : own);
    }
    return new Expiry(own.minimum(outer));
  }

  boolean isPast() {
    return deadline != null && deadline.isExpired();
  }

  /**
   * Time left to wait, in whole milliseconds: rounded up, so that who has waited for so long finds
   * the deadline past.
   *
   * @return zero, as sockets have it, if there is no end
   * @throws SocketTimeoutException if there is none left
   */
  int millis() throws SocketTimeoutException {
    if (deadline == null) {
      return 0;
    }
    long nanos = deadline.timeRemaining(TimeUnit.NANOSECONDS);
    if (nanos <= 0) {
      throw new SocketTimeoutException("the deadline has passed");
    }
    return Math.clamp(Math.ceilDiv(nanos, NANOS_PER_MILLI), 1, Integer.MAX_VALUE);
  }

  /** Time left, but no more than {@code most}. */
  Duration within(Duration most) throws SocketTimeoutException {
    int millis = millis();
    return millis == 0 || millis > most.toMillis() ? most : Duration.ofMillis(millis);
  }

  /**
   * The value of the header {@code grpc-timeout}: at most eight digits and a unit.
   *
   * @return null if there is no end
   */
  @Nullable String header() {
    if (deadline == null) {
      return null;
    }
    long nanos = Math.max(deadline.timeRemaining(TimeUnit.NANOSECONDS), 1);
    String units = "numSMH";
    long[] nanosPerUnit = {1, 1_000, 1_000_000, 1_000_000_000, 60_000_000_000L, 3_600_000_000_000L};
    for (int i = 0; i < nanosPerUnit.length; i++) {
      if (nanos / nanosPerUnit[i] <= MOST_DIGITS) {
        return Long.toString(nanos / nanosPerUnit[i]) + units.charAt(i);
      }
    }
    throw new IllegalStateException("a long has no more nanoseconds");
  }
}

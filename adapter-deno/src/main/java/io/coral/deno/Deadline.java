package io.coral.deno;

import java.time.Duration;

/** An instant on the monotonic clock. */
record Deadline(long nanos) {
  static Deadline in(Duration time) {
    long most = Long.MAX_VALUE / 4; // some 73 years: larger ones would overflow
    long wait = time.compareTo(Duration.ofNanos(most)) > 0 ? most : time.toNanos();
    return new Deadline(System.nanoTime() + wait);
  }

  boolean passed() {
    return remaining().isNegative();
  }

  Duration remaining() {
    return Duration.ofNanos(nanos - System.nanoTime());
  }
}

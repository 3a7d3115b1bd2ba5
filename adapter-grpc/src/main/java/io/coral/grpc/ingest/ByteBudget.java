package io.coral.grpc.ingest;

import java.util.concurrent.atomic.AtomicLong;

/** Memory that requests share while they arrive. Thread-safe. */
final class ByteBudget {
  private final long most;
  private final AtomicLong used = new AtomicLong();

  ByteBudget(long most) {
    this.most = most;
  }

  /** Takes some, if there is that much. */
  boolean take(long bytes) {
    if (used.addAndGet(bytes) <= most) {
      return true;
    }
    used.addAndGet(-bytes);
    return false;
  }

  void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }
}

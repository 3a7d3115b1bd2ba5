package io.coral.grpc.bounds;

import java.util.concurrent.atomic.AtomicLong;

/** Memory that requests share while they arrive. Thread-safe. */
public final class ByteBudget {
  private final long most;
  private final AtomicLong used = new AtomicLong();

  public ByteBudget(long most) {
    this.most = most;
  }

  /** Takes some, if there is that much. */
  public boolean take(long bytes) {
    if (used.addAndGet(bytes) <= most) {
      return true;
    }
    used.addAndGet(-bytes);
    return false;
  }

  public void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }
}

package io.coral.grpc.server;

import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets a sender wait until the one who is sent to has taken what was sent before. */
final class Readiness {
  private final ServerCallStreamObserver<?> call;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Must be made before the handler of the call has returned. */
  Readiness(ServerCallStreamObserver<?> call) {
    this.call = call;
    call.setOnReadyHandler(this::signal);
    call.setOnCancelHandler(this::signal); // replying to a caller who left is now harmless, too
  }

  /**
   * Waits until more can be sent, or nothing at all, for the caller is gone.
   *
   * @return whether that came about in time
   */
  boolean await(Duration time) throws InterruptedException {
    if (call.isReady()) {
      return true;
    }
    lock.lock();
    try {
      long nanos = time.toNanos();
      while (!call.isReady() && !call.isCancelled()) {
        if (nanos <= 0) {
          return false;
        }
        nanos = changed.awaitNanos(nanos);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #await} needs it: the call has changed before this is called. */
  private void signal() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}

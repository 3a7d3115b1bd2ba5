package io.coral.duckdb.intake;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Requests on their way in. What was accepted takes up room until it is answered, not only until it
 * is taken, so that the room bounds all memory that requests hold. Thread-safe, with one taker.
 */
final class IntakeQueue {
  /** What became of an offer. */
  enum Admission {
    ADMITTED,
    FULL,
    CLOSED
  }

  private final int maxRequests;
  private final long maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<Pending> waiting = new ArrayDeque<>();
  private int requests;
  private long bytes;
  private boolean woken;
  private boolean closed;

  IntakeQueue(int maxRequests, long maxBytes) {
    this.maxRequests = maxRequests;
    this.maxBytes = maxBytes;
  }

  /** A request of any size is admitted where no other is. */
  Admission offer(Pending pending) {
    lock.lock();
    try {
      if (closed) {
        return Admission.CLOSED;
      }
      long weight = pending.telemetry().bytes();
      if (requests > 0 && (requests >= maxRequests || weight > maxBytes - bytes)) {
        return Admission.FULL;
      }
      requests++;
      bytes += weight;
      waiting.add(pending);
      changed.signal();
      return Admission.ADMITTED;
    } finally {
      lock.unlock();
    }
  }

  /** Frees the room of a request. */
  void answered(Pending pending) {
    lock.lock();
    try {
      requests--;
      bytes -= pending.telemetry().bytes();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the next request, waiting for one.
   *
   * @param untilNanos as {@link System#nanoTime} counts
   * @return null once that time has come, once it was woken, or if it is closed and empty
   */
  @Nullable Pending take(long untilNanos) {
    lock.lock();
    try {
      while (waiting.isEmpty() && !woken && !closed) {
        long left = untilNanos - System.nanoTime();
        if (left <= 0) {
          break;
        }
        changed.awaitNanos(left);
      }
      woken = false;
      return waiting.poll();
    } catch (InterruptedException e) {
      return null; // nobody interrupts the taker; if somebody did, a group would go early
    } finally {
      lock.unlock();
    }
  }

  /** Waits until it is woken, and takes nothing. */
  void awaitWake() {
    lock.lock();
    try {
      while (!woken) {
        changed.awaitUninterruptibly();
      }
      woken = false;
    } finally {
      lock.unlock();
    }
  }

  /** Lets the taker look again at what it waits for besides requests. */
  void wake() {
    lock.lock();
    try {
      woken = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Admits no more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Whether nothing will ever be taken again. */
  boolean isExhausted() {
    lock.lock();
    try {
      return closed && waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}

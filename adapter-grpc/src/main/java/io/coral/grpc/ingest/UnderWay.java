package io.coral.grpc.ingest;

import java.time.Duration;

/** Counts exchanges, so that a server can wait for the last of them. Thread-safe. */
final class UnderWay {
  private int count;
  private boolean closing;

  /** Counts one more, unless no more are taken. */
  synchronized boolean enter() {
    if (closing) {
      return false;
    }
    count++;
    return true;
  }

  synchronized void leave() {
    count--;
    notifyAll();
  }

  synchronized void takeNoMore() {
    closing = true;
  }

  /** Waits for those there are. */
  synchronized void awaitLast(Duration grace) throws InterruptedException {
    long end = System.nanoTime() + grace.toNanos();
    long left;
    while (count > 0 && (left = end - System.nanoTime()) > 0) {
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
  }
}

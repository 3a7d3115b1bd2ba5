package io.coral.grpc.light;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;

/** How many messages the caller has asked for and not got yet. */
final class Demand {
  private long messages;
  private boolean over;

  synchronized void add(int more) {
    messages += more;
    notifyAll();
  }

  /** Nobody needs to wait for it any more. */
  synchronized void end() {
    over = true;
    notifyAll();
  }

  /**
   * Waits until one message is wanted, and counts it as delivered.
   *
   * @return false if no more will be wanted
   * @throws SocketTimeoutException when the call's time is up
   */
  synchronized boolean take(Expiry expiry) throws SocketTimeoutException, InterruptedIOException {
    while (messages == 0 && !over) {
      try {
        wait(expiry.millis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      }
    }
    if (over) {
      return false;
    }
    messages--;
    return true;
  }
}

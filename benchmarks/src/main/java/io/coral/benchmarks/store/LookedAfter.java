package io.coral.benchmarks.store;

import io.coral.ports.ColonyEvent;
import io.coral.ports.ColonyListener;

/**
 * Waits until a store has been looked after, so that one which is filled fast is kept as one that
 * is not.
 */
final class LookedAfter implements ColonyListener {
  private long rounds;

  @Override
  public synchronized void heard(ColonyEvent event) {
    if (event instanceof ColonyEvent.CareEnded) {
      rounds++;
      notifyAll();
    }
  }

  /** Returns when a round of care has begun and ended, and another one after its checkpoint. */
  synchronized void await() throws InterruptedException {
    long wanted = rounds + 3; // one may be under way
    while (rounds < wanted) {
      wait();
    }
  }
}

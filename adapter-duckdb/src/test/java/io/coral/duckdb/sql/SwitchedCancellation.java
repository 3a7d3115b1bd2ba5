package io.coral.duckdb.sql;

import io.coral.ports.Cancellation;
import java.util.ArrayList;
import java.util.List;

/** A cancellation that a test pulls. */
final class SwitchedCancellation implements Cancellation {
  private final List<Runnable> actions = new ArrayList<>();
  private boolean cancelled;

  synchronized void cancel() {
    cancelled = true;
    actions.forEach(Runnable::run);
    actions.clear();
  }

  @Override
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  @Override
  public synchronized Registration onCancel(Runnable action) {
    if (cancelled) {
      action.run();
      return () -> {};
    }
    actions.add(action);
    return () -> forget(action);
  }

  private synchronized void forget(Runnable action) {
    actions.remove(action);
  }
}

package io.coral.duckdb.write;

import io.coral.ports.StoreHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a store can be read and written, as its last writes have shown. Thread-safe. */
public final class Condition {
  private final List<StoreHealth> listeners = new ArrayList<>();
  private boolean readable = true;
  private @Nullable String unwritable;

  /** Tells at once, and whenever that changes. */
  public synchronized void tell(StoreHealth listener) {
    listeners.add(listener);
    listener.is(readable, unwritable == null);
  }

  /** A transaction was committed. */
  void works() {
    change(true, null);
  }

  /** Nothing could be written, for a reason that is one sentence for people. */
  void cannotBeWritten(String reason) {
    change(true, reason);
  }

  /** Nothing at all can be done until the database is opened anew. */
  void isLost(String reason) {
    change(false, reason);
  }

  /** Why the store cannot be written, if it cannot. */
  public synchronized Optional<String> fault() {
    return Optional.ofNullable(unwritable);
  }

  private synchronized void change(boolean nowReadable, @Nullable String nowUnwritable) {
    boolean same = readable == nowReadable && (unwritable == null) == (nowUnwritable == null);
    readable = nowReadable;
    unwritable = nowUnwritable;
    if (!same) {
      listeners.forEach(listener -> listener.is(readable, unwritable == null));
    }
  }
}

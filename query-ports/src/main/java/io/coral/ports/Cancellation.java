package io.coral.ports;

/** Tells that an asker no longer waits. Thread-safe. */
public interface Cancellation {
  /** An asker who waits to the end. */
  Cancellation NEVER =
      new Cancellation() {
        @Override
        public boolean isCancelled() {
          return false;
        }

        @Override
        public Registration onCancel(Runnable action) {
          return () -> {};
        }
      };

  boolean isCancelled();

  /**
   * Runs {@code action} once when the asker gives up, at once if that has happened already. The
   * action must be quick and must not throw.
   *
   * @return closing it forgets the action
   */
  Registration onCancel(Runnable action);

  /** An action waiting for a cancellation. */
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}

package io.coral.ports;

/** Hears how a store is. Must be quick and must not throw. */
public interface StoreHealth {
  /**
   * The store is so from now on.
   *
   * @param readable whether questions can be answered
   * @param writable whether telemetry can be committed, as it cannot while the disk is full
   */
  void is(boolean readable, boolean writable);
}

package io.coral.duckdb;

import io.coral.ports.SummaryWriter;

/** The writer of a store, which looks after what it wrote, and which the store closes. */
interface StoreWriter extends SummaryWriter, AutoCloseable {
  /** Looks after the store once, now, and returns when all is done. */
  void tend();

  @Override
  void close();
}

package io.coral.duckdb.write;

import io.coral.ports.SummaryWriter;

/** The writer of a store, which looks after what it wrote, and which the store closes. */
public interface StoreWriter extends SummaryWriter, AutoCloseable {
  /** Reads ahead what questions will ask for, and begins to look after the store. */
  void begin();

  /** Brings back into memory what questions missed there, which nobody waits for. */
  void recall();

  /** Looks after the store once, now, and returns when all is done. */
  void tend();

  @Override
  void close();
}

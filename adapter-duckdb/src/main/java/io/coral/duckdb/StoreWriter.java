package io.coral.duckdb;

import io.coral.ports.SummaryWriter;

/** A writer that its store closes. */
interface StoreWriter extends SummaryWriter, AutoCloseable {
  @Override
  void close();
}

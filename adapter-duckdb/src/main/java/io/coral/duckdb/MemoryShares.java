package io.coral.duckdb;

import io.coral.ports.MemoryBudget;

/**
 * How the memory of a store is divided.
 *
 * @param databaseBytes for DuckDB, outside of Java's heap
 * @param heldBytes for summaries that are ready for questions, on Java's heap
 */
record MemoryShares(long databaseBytes, long heldBytes) {
  private static final long MEBIBYTE = 1024 * 1024;

  /** What DuckDB has unless a budget says otherwise. */
  static final long USUAL_DATABASE = 2048 * MEBIBYTE;

  private static final long MOST_HELD = 256 * MEBIBYTE;

  /** A part of the heap that leaves it to those who answer. */
  private static final int OF_HEAP = 8;

  private static final int OF_BUDGET = 4;

  /** As much as is of use, wherever it runs. */
  static MemoryShares usual() {
    return new MemoryShares(USUAL_DATABASE, mostHeld());
  }

  /** A quarter of the budget is held, but no more than is usual; DuckDB has the rest. */
  static MemoryShares of(MemoryBudget budget) {
    long held = Math.min(mostHeld(), budget.bytes() / OF_BUDGET);
    return new MemoryShares(budget.bytes() - held, held);
  }

  private static long mostHeld() {
    return Math.min(MOST_HELD, Runtime.getRuntime().maxMemory() / OF_HEAP);
  }

  long bytes() {
    return databaseBytes + heldBytes;
  }
}

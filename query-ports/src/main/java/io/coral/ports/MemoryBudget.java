package io.coral.ports;

/**
 * How much memory a store may take in all: its database with what questions need, and the summaries
 * that it holds ready beside it.
 *
 * @param bytes at least 128 MiB
 */
public record MemoryBudget(long bytes) {
  /** With less, telemetry and questions about days get in each other's way. */
  public static final long LEAST_BYTES = 128L * 1024 * 1024;

  /**
   * @throws IllegalArgumentException if it is too little
   */
  public MemoryBudget {
    if (bytes < LEAST_BYTES) {
      throw new IllegalArgumentException("a colony needs 128 MiB of memory, got " + bytes);
    }
  }
}

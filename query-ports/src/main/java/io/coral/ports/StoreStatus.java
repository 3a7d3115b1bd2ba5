package io.coral.ports;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How much a store has, and what room that takes.
 *
 * @param diskBytes of its file in use; 0 for a store in memory
 * @param heldBytes of memory that summaries take, ready for questions, roughly
 * @param memory that is in use, with these; empty where it is not told
 * @param rows of summaries and traces
 * @param oldestMinute the start of the first minute that is kept; empty if there is none
 * @param oldestHour the start of the first hour that is kept as a sum; empty if there is none
 * @param warnings what whoever runs the colony should know, a sentence each
 */
public record StoreStatus(
    long diskBytes,
    long heldBytes,
    Optional<MemoryUse> memory,
    long rows,
    Optional<Instant> oldestMinute,
    Optional<Instant> oldestHour,
    List<String> warnings) {
  /**
   * @throws IllegalArgumentException if a number is negative
   */
  public StoreStatus {
    requireNonNull(memory, "memory is null");
    requireNonNull(oldestMinute, "oldestMinute is null");
    requireNonNull(oldestHour, "oldestHour is null");
    warnings = List.copyOf(warnings);
    if (diskBytes < 0 || heldBytes < 0 || rows < 0) {
      throw new IllegalArgumentException("a store has no negative sizes");
    }
  }
}

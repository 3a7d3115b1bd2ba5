package io.coral.ports;

/**
 * What a store takes of the memory that it may take.
 *
 * @param usedBytes that its database and the summaries held beside it take, roughly; for a moment
 *     it may be more than the budget
 * @param budgetBytes that they may take together
 */
public record MemoryUse(long usedBytes, long budgetBytes) {
  /**
   * @throws IllegalArgumentException if a number is negative
   */
  public MemoryUse {
    if (usedBytes < 0 || budgetBytes < 0) {
      throw new IllegalArgumentException("no memory has a negative size");
    }
  }
}

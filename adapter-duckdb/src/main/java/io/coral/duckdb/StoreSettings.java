package io.coral.duckdb;

/**
 * How much of the machine a store may use.
 *
 * @param memoryBytes for all of its queries together; what needs more fails
 * @param threads that one query is spread over
 * @param readers questions answered at one time; more wait for their turn
 */
public record StoreSettings(long memoryBytes, int threads, int readers) {
  private static final long MEBIBYTE = 1024 * 1024;
  private static final long MOST_MEMORY = 2048 * MEBIBYTE;

  /**
   * @throws IllegalArgumentException if there is no room for a single question
   */
  public StoreSettings {
    if (memoryBytes < 64 * MEBIBYTE) {
      throw new IllegalArgumentException("a store needs 64 MiB, got " + memoryBytes + " bytes");
    }
    if (threads < 1 || readers < 1) {
      throw new IllegalArgumentException(
          "a store needs a thread and a reader, got " + threads + " and " + readers);
    }
  }

  /** All processors for one query, and as many questions at one time. */
  public static StoreSettings ofThisMachine() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new StoreSettings(MOST_MEMORY, Math.min(processors, 8), Math.max(2, processors));
  }

  /** The same, for work whose result must not depend on how it was spread. */
  StoreSettings oneThread() {
    return new StoreSettings(memoryBytes, 1, readers);
  }
}

package io.coral.duckdb.file;

/**
 * How much of the machine a database may use.
 *
 * @param memoryBytes for all of its queries together; what needs more fails
 * @param threads that one query is spread over
 */
public record MachineShare(long memoryBytes, int threads) {
  /** The same, for work whose result must not depend on how it was spread. */
  public MachineShare oneThread() {
    return new MachineShare(memoryBytes, 1);
  }
}

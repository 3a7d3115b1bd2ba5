package io.coral.domain.query;

/**
 * How many requests failed, of one service over one span of time.
 *
 * @param errorCount at most {@code requestCount}
 * @param requestCount at least 1: without requests there is no rate
 */
public record ErrorShare(long errorCount, long requestCount) {
  /**
   * @throws IllegalArgumentException if the counts do not make a rate
   */
  public ErrorShare {
    if (requestCount < 1 || errorCount < 0 || errorCount > requestCount) {
      throw new IllegalArgumentException(
          errorCount + " errors of " + requestCount + " requests make no rate");
    }
  }

  /** In [0, 1]. */
  public double rate() {
    return (double) errorCount / requestCount;
  }
}

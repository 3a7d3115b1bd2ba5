package io.coral.benchmarks.measure;

import java.util.Arrays;

/** How long calls took, in nanoseconds. Thread-safe. */
public final class Latencies {
  private long[] nanos = new long[1024];
  private int count;

  public synchronized void add(long took) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = took;
  }

  public synchronized int count() {
    return count;
  }

  /**
   * The nearest rank.
   *
   * @return NaN if there was no call
   */
  public synchronized double millis(double quantile) {
    if (count == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(quantile * count) - 1)] / 1e6;
  }
}

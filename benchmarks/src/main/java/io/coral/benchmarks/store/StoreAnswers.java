package io.coral.benchmarks.store;

/** Who answers questions about P99. */
interface StoreAnswers {
  String name();

  /** Whether it has what is asked about. */
  boolean knows(StoreQuestion question);

  /**
   * Asks.
   *
   * @param service which one; the one to look at where all are asked about
   * @return its P99 in nanoseconds
   */
  double p99(StoreQuestion question, int service) throws Exception;
}

package io.coral.ports;

/**
 * What one caller who is known may take of a port, so that something is left for the others.
 *
 * @param atOnce calls under way, from 1 to 4096
 * @param perSecond calls in the long run, from 1 to 1,000,000
 * @param burst calls that may come at once after a while without any, at least 1
 */
public record CallRates(int atOnce, int perSecond, int burst) {
  /** A port has no more calls under way, whosever they are. */
  public static final int MOST_AT_ONCE = 4_096;

  /** No port of a single machine is called more often. */
  public static final int MOST_PER_SECOND = 1_000_000;

  /** For questions: half of what may wait for an answer. */
  public static final CallRates QUESTIONS = of(256, 1_000);

  /** For telemetry: a quarter of the requests that may be under way. */
  public static final CallRates TELEMETRY = of(256, 5_000);

  /**
   * @throws IllegalArgumentException if one of them is out of its range
   */
  public CallRates {
    if (atOnce < 1 || atOnce > MOST_AT_ONCE) {
      throw new IllegalArgumentException(
          "calls at once must be from 1 to " + MOST_AT_ONCE + ", got " + atOnce);
    }
    if (perSecond < 1 || perSecond > MOST_PER_SECOND) {
      throw new IllegalArgumentException(
          "calls a second must be from 1 to " + MOST_PER_SECOND + ", got " + perSecond);
    }
    if (burst < 1) {
      throw new IllegalArgumentException("a burst has a call at least, got " + burst);
    }
  }

  /** Rates after whose pause the calls of two seconds may come at once. */
  public static CallRates of(int atOnce, int perSecond) {
    return new CallRates(atOnce, perSecond, 2 * perSecond);
  }
}

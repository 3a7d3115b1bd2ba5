package io.coral.grpc.access;

/**
 * What one principal may take of a port, so that something is left for the others.
 *
 * @param atOnce calls under way
 * @param perSecond calls in the long run
 * @param burst calls that may come at once after a while without any
 */
public record CallRates(int atOnce, int perSecond, int burst) {
  /** For questions: half of what may wait for an answer. */
  public static final CallRates QUERIES = new CallRates(256, 1_000, 2_000);

  /** For telemetry: a quarter of the requests that may be under way. */
  public static final CallRates INGEST = new CallRates(256, 5_000, 10_000);

  /**
   * @throws IllegalArgumentException if one of them is not positive
   */
  public CallRates {
    if (atOnce <= 0 || perSecond <= 0 || burst <= 0) {
      throw new IllegalArgumentException("rates must be positive");
    }
  }
}

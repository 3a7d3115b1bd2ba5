package io.coral.domain.intake;

/**
 * How many different names are taken within an hour. A sender that puts a user's or a request's id
 * into a name would otherwise fill the store with series of one point each. What is beyond a limit
 * is dropped and counted; what is known already goes on.
 *
 * @param services names of services
 * @param instances of one service, in all its namespaces and regions
 * @param metrics of one service
 * @param series of one metric of one service: its instances, states and, where they are cumulative,
 *     sets of attributes
 * @param total instances and series of all services together, which bounds the memory for all this
 */
public record CardinalityLimits(int services, int instances, int metrics, int series, int total) {
  /** Far more than services that are named with care have. */
  public static final CardinalityLimits DEFAULT =
      new CardinalityLimits(5_000, 2_000, 1_000, 2_000, 300_000);

  /**
   * @throws IllegalArgumentException if one of them is not positive
   */
  public CardinalityLimits {
    if (services < 1 || instances < 1 || metrics < 1 || series < 1 || total < 1) {
      throw new IllegalArgumentException("a limit that lets nothing in");
    }
  }
}

package io.coral.domain.query;

import io.coral.domain.value.Quantiles;
import java.util.List;

/** What holds for every answer about several services. */
final class Answered {
  private Answered() {}

  /** At least one: that none has data is a failure, not an answer. */
  static <A> List<ServiceAnswer<A>> services(List<ServiceAnswer<A>> services) {
    if (services.isEmpty()) {
      throw new IllegalArgumentException("an answer about no service");
    }
    return List.copyOf(services);
  }

  static void fitting(Quantiles quantiles, PercentileValues percentiles) {
    if (percentiles.values().size() != quantiles.count()) {
      throw new IllegalArgumentException(
          percentiles.values().size() + " values of " + quantiles.count() + " quantiles");
    }
  }
}

package io.coral.domain.value;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * Quantiles that are asked for together, and answered from the same histogram.
 *
 * @param all 1 to {@value #MAX}, each once, in the order in which they are answered
 */
public record Quantiles(List<Quantile> all) {
  public static final int MAX = 16;

  /**
   * @throws IllegalArgumentException if there are none, too many, or one twice
   */
  public Quantiles {
    all = List.copyOf(all);
    if (all.isEmpty() || all.size() > MAX) {
      throw new IllegalArgumentException("1 to " + MAX + " quantiles at once, got " + all.size());
    }
    var seen = new HashSet<Double>();
    for (Quantile each : all) {
      if (!seen.add(each.fraction())) {
        throw new IllegalArgumentException("quantile " + each.fraction() + " is asked for twice");
      }
    }
  }

  /** Quantiles in the order given. */
  public static Quantiles of(Quantile... quantiles) {
    return new Quantiles(Arrays.asList(quantiles));
  }

  /** How many there are. */
  public int count() {
    return all.size();
  }
}

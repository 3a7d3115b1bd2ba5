package io.coral.duckdb.answer;

import static java.util.Objects.requireNonNull;

import io.coral.domain.histogram.LogHistogram;
import io.coral.domain.query.PercentileValues;
import io.coral.domain.value.Quantiles;
import java.util.Optional;

/**
 * What is known of a cell's values beside their histogram.
 *
 * @param relativeError bound of what its quantiles may be off, as a share of the exact value
 */
record Spread(String source, String unit, double lowest, double highest, double relativeError) {
  Spread {
    requireNonNull(source, "source is null");
    requireNonNull(unit, "unit is null");
  }

  boolean isOf(String source, String unit) {
    return this.source.equals(source) && this.unit.equals(unit);
  }

  /**
   * The values at some quantiles.
   *
   * @param merged the histogram of the same values
   * @return empty if they came without one
   */
  Optional<PercentileValues> percentiles(LogHistogram merged, Quantiles quantiles) {
    return merged.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PercentileValues(
                quantiles.all().stream()
                    // A bucket's representative may lie beyond all values that are in it.
                    .map(q -> Math.clamp(merged.quantile(q).orElseThrow(), lowest, highest))
                    .toList(),
                unit,
                merged.count(),
                source,
                relativeError));
  }
}

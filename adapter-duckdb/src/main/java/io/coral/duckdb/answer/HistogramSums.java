package io.coral.duckdb.answer;

import io.coral.domain.histogram.LogHistogram;
import io.coral.duckdb.answer.Grid.Cell;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The merged histograms of cells, whose buckets may come from several places. */
final class HistogramSums {
  private final Map<Cell, Spread> wanted;
  private final Map<Cell, LogHistogram.Builder> sums = new HashMap<>();

  /**
   * @param wanted the source and unit that each cell is to be of
   */
  HistogramSums(Map<Cell, Spread> wanted) {
    this.wanted = wanted;
  }

  /**
   * Adds buckets; those of another source or unit than the cell is to be of are left out.
   *
   * @param counts one for each of {@code buckets}
   */
  void add(Cell cell, String source, String unit, Integer[] buckets, Long[] counts) {
    @Nullable Spread spread = wanted.get(cell);
    if (spread == null || !spread.isOf(source, unit)) {
      return;
    }
    var sum = sums.computeIfAbsent(cell, any -> new LogHistogram.Builder());
    for (int i = 0; i < buckets.length; i++) {
      sum.addBucket(buckets[i], counts[i]);
    }
  }

  /** What was added to a cell. */
  LogHistogram of(Cell cell) {
    LogHistogram.@Nullable Builder sum = sums.get(cell);
    return sum == null ? LogHistogram.empty() : sum.build();
  }
}

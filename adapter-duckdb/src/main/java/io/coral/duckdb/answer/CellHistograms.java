package io.coral.duckdb.answer;

import io.coral.duckdb.answer.Grid.Cell;
import java.util.Map;

/**
 * A place that the histograms of cells are read from, with one scan for all of them. What several
 * places hold of a cell adds up.
 */
interface CellHistograms {
  /**
   * What is known of each cell that has values, but for their distribution. A cell with values of
   * several sources or units has the one that the question about it alone would read.
   *
   * @return at most {@link Grid#most()}
   */
  Map<Cell, Spread> spreads();

  /** Adds the buckets of all cells. */
  void addTo(HistogramSums sums);
}

package io.coral.duckdb.table;

import io.coral.domain.histogram.LogHistogram;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.duckdb.DuckDBAppender;

/**
 * A row of the tables of histograms: some buckets side by side, whether each is filled, and the
 * counts of those that are.
 */
public final class HistogramRow {
  /** A row has no more: where values are far apart, rows are shorter than what lies between. */
  static final int MOST_BUCKETS = 512;

  private final int firstBucket;
  private final boolean[] filled;
  private final long[] counts;

  private HistogramRow(SortedMap<Integer, Long> buckets) {
    firstBucket = buckets.firstKey();
    filled = new boolean[buckets.lastKey() - firstBucket + 1];
    buckets.keySet().forEach(bucket -> filled[bucket - firstBucket] = true);
    counts = buckets.values().stream().mapToLong(Long::longValue).toArray();
  }

  public static List<HistogramRow> of(LogHistogram histogram) {
    var parts = new TreeMap<Integer, SortedMap<Integer, Long>>();
    histogram.forEach(
        (bucket, count) ->
            parts
                .computeIfAbsent(bucket / MOST_BUCKETS, part -> new TreeMap<>())
                .put(bucket, count));
    var rows = new ArrayList<HistogramRow>();
    parts.values().forEach(part -> rows.add(new HistogramRow(part)));
    return rows;
  }

  /** Appends it after the columns that tell whose it is. */
  public void appendTo(DuckDBAppender row) throws SQLException {
    row.append(firstBucket).append(filled).append(counts);
  }
}

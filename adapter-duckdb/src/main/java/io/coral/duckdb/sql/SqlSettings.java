package io.coral.duckdb.sql;

import static java.util.Objects.requireNonNull;

import io.coral.domain.sql.SqlLimits;
import io.coral.domain.time.QueryWindow;
import java.time.Duration;

/**
 * How much raw SQL a store takes on.
 *
 * @param atOnce statements that run at one time, not counting streams
 * @param streamsAtOnce streams that are open at one time
 * @param patience how long a statement waits for its turn before it is turned away
 * @param maxStreamRows the most rows of a stream
 * @param maxWindow the longest time range that a statement's own condition can ask for, back from
 *     now
 */
public record SqlSettings(
    int atOnce, int streamsAtOnce, Duration patience, long maxStreamRows, Duration maxWindow) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * @throws IllegalArgumentException if nothing could run
   */
  public SqlSettings {
    requireNonNull(patience, "patience is null");
    requireNonNull(maxWindow, "maxWindow is null");
    if (atOnce < 1 || streamsAtOnce < 1 || maxStreamRows < 1 || !maxWindow.isPositive()) {
      throw new IllegalArgumentException(
          "SQL needs room for a statement, a stream, a row and a time range");
    }
  }

  /**
   * The usual.
   *
   * @param readers questions of any kind that are answered at one time
   */
  public static SqlSettings of(int readers) {
    return new SqlSettings(
        readers, readers, PATIENCE, SqlLimits.MAX_STREAM_ROWS, QueryWindow.MAX_LENGTH);
  }
}

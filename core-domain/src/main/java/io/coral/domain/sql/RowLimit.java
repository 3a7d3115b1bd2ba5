package io.coral.domain.sql;

/**
 * The most rows that a SQL answer returns.
 *
 * @param rows in [1, 10000]
 */
public record RowLimit(int rows) {
  public static final RowLimit DEFAULT = new RowLimit(SqlLimits.MAX_ROWS);

  /**
   * @throws IllegalArgumentException if {@code rows} is outside [1, 10000]
   */
  public RowLimit {
    if (rows < 1 || rows > SqlLimits.MAX_ROWS) {
      throw new IllegalArgumentException(
          "row limit must be in [1, " + SqlLimits.MAX_ROWS + "], got " + rows);
    }
  }
}

package io.coral.domain.sql;

/**
 * The most rows that a stream of rows returns. The colony's own ceiling holds if it is lower; the
 * answer says which did.
 *
 * @param rows positive
 */
public record StreamLimit(long rows) {
  public static final StreamLimit DEFAULT = new StreamLimit(SqlLimits.MAX_ROWS);

  /**
   * @throws IllegalArgumentException if {@code rows} is not positive
   */
  public StreamLimit {
    if (rows < 1) {
      throw new IllegalArgumentException("row limit must be positive, got " + rows);
    }
  }
}

package io.coral.duckdb.sql;

/**
 * An upper bound on what a query or table gives and costs.
 *
 * @param columns how many it has
 * @param bytes of its widest column's values
 * @param nodes of all expressions in it
 * @param scans of views in it, once CTEs have been put where they are used
 */
record Shape(long columns, long bytes, long nodes, long scans) {
  static final Shape EMPTY = new Shape(0, 0, 0, 0);

  /** The widest view has 14 columns. */
  static final Shape VIEW = new Shape(16, Size.NAME, 1, 1);

  /** A join of both. */
  Shape and(Shape other) {
    return new Shape(
        Size.plus(columns, other.columns),
        Math.max(bytes, other.bytes),
        Size.plus(nodes, other.nodes),
        Size.plus(scans, other.scans));
  }

  /** A set operation over both. */
  Shape or(Shape other) {
    return new Shape(
        Math.max(columns, other.columns),
        Math.max(bytes, other.bytes),
        Size.plus(nodes, other.nodes),
        Size.plus(scans, other.scans));
  }

  Shape costing(long moreNodes) {
    return new Shape(columns, bytes, Size.plus(nodes, moreNodes), scans);
  }
}

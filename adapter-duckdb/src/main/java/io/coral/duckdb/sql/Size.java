package io.coral.duckdb.sql;

/**
 * An upper bound on what an expression costs, found without running it. Both numbers stop growing
 * at {@link #MOST}, so that sums and products of hostile sizes cannot overflow.
 *
 * @param nodes of the expression once aliases have been replaced by what they stand for
 * @param bytes of one value; {@link #BULK} for values that grow with the number of rows
 * @param lambda whether a lambda runs in it
 */
record Size(long nodes, long bytes, boolean lambda) {
  static final long MOST = 1L << 40;

  /** What string_agg and list give: bounded by the memory limit only. */
  static final long BULK = MOST;

  /** A number, a time, a truth value. */
  static final long SCALAR = 16;

  /** The longest name that is kept, in bytes. */
  static final long NAME = 256;

  static final Size NOTHING = new Size(0, 0, false);

  static long plus(long a, long b) {
    return Math.min(MOST, a + b);
  }

  static long times(long a, long b) {
    return a != 0 && b > MOST / a ? MOST : Math.min(MOST, a * b);
  }

  /** Both, side by side. */
  Size and(Size other) {
    return new Size(plus(nodes, other.nodes), plus(bytes, other.bytes), lambda || other.lambda);
  }

  /** Either of both. */
  Size or(Size other) {
    return new Size(plus(nodes, other.nodes), Math.max(bytes, other.bytes), lambda || other.lambda);
  }

  Size withBytes(long changed) {
    return new Size(nodes, changed, lambda);
  }

  Size timesNodes(long factor) {
    return new Size(times(nodes, factor), bytes, lambda);
  }
}

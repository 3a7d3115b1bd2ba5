package io.coral.duckdb.write;

import org.jooq.DSLContext;

/**
 * Work on the store that nobody waits for. It is done in pieces, each in a transaction of its own,
 * so that writers wait for one at most and a kill at any moment leaves a store that is whole. It
 * comes to its end however much arrives meanwhile: what is new waits for the next round.
 */
public interface Chore {
  /**
   * Does one piece.
   *
   * @return whether there was one; then there may be more
   */
  boolean next(DSLContext dsl);
}

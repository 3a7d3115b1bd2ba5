package io.coral.duckdb.write;

import static io.coral.duckdb.schema.store.Tables.PROGRESS;

import org.jooq.DSLContext;

/**
 * Parts what is read from now on from what was read before. As long as somebody reads what was
 * there earlier, a checkpoint frees nothing of it, and succeeds all the same; but after a change of
 * the catalog, however small, it fails then, and so tells.
 */
final class Barrier implements Chore {
  @Override
  public boolean next(DSLContext dsl) {
    dsl.commentOnTable(PROGRESS).is("how far the caretaker has come").execute();
    return false;
  }
}

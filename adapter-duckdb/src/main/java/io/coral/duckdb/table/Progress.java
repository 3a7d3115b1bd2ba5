package io.coral.duckdb.table;

import static io.coral.duckdb.schema.store.Tables.PROGRESS;

import org.jooq.DSLContext;

/**
 * How far the caretaker has come.
 *
 * @param rolledUntil minutes before are told by hours too; a whole hour
 * @param minutesFrom minutes before are told by hours only; a whole hour, at most {@code
 *     rolledUntil}
 */
public record Progress(long rolledUntil, long minutesFrom) {
  public static Progress of(DSLContext dsl) {
    return dsl.select(PROGRESS.ROLLED_UNTIL, PROGRESS.MINUTES_FROM)
        .from(PROGRESS)
        .fetchSingle(row -> new Progress(row.value1(), row.value2()));
  }

  public static void rolledUntil(DSLContext dsl, long minute) {
    dsl.update(PROGRESS).set(PROGRESS.ROLLED_UNTIL, minute).execute();
  }

  /** Changes nothing, and must be written all the same. */
  public static void touch(DSLContext dsl) {
    dsl.update(PROGRESS).set(PROGRESS.ROLLED_UNTIL, PROGRESS.ROLLED_UNTIL).execute();
  }

  public static void minutesFrom(DSLContext dsl, long minute) {
    dsl.update(PROGRESS).set(PROGRESS.MINUTES_FROM, minute).execute();
  }
}

package io.coral.duckdb.care;

import static io.coral.duckdb.schema.store.Tables.LATE_HOUR;
import static io.coral.duckdb.table.Summary.MINUTE;
import static org.jooq.impl.DSL.min;

import io.coral.duckdb.table.Summary;
import io.coral.duckdb.write.Chore;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Adds up the rows of the hours that got some after they were rolled up, in order. */
final class AddUpLateHours implements Chore {
  private long done = Long.MIN_VALUE;

  @Override
  public boolean next(DSLContext dsl) {
    @Nullable Long hour =
        dsl.select(min(LATE_HOUR.MINUTE))
            .from(LATE_HOUR)
            .where(LATE_HOUR.MINUTE.gt(done))
            .fetchOne(0, Long.class);
    if (hour == null) {
      return false;
    }
    for (Summary summary : Summary.values()) {
      summary.addUpHours(dsl, MINUTE.eq(hour));
    }
    dsl.deleteFrom(LATE_HOUR).where(LATE_HOUR.MINUTE.eq(hour)).execute();
    done = hour;
    return true;
  }
}

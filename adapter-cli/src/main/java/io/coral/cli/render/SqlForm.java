package io.coral.cli.render;

import io.coral.domain.query.SqlHead;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.sql.SqlBatch;

/** A format in which rows are written, from their head to their end. */
sealed interface SqlForm permits SqlTable, SqlCsv, SqlJson {
  /** Called once, before anything else. */
  void begin(SqlHead head);

  void rows(SqlBatch batch);

  /** Called once, after the last row. */
  void end(SqlHead head, SqlStreamEnd end);

  /** Called instead of {@link #end} where rows are missing. */
  void breakOff();
}

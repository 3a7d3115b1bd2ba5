package io.coral.ports;

import io.coral.domain.query.SqlHead;
import io.coral.domain.sql.SqlBatch;

/** Where the rows of a stream go. While a method runs, nothing more is read than a few batches. */
public interface SqlSink {
  /** Called once, before any rows. */
  void head(SqlHead head);

  /**
   * Takes rows, at most a few thousand.
   *
   * @return whether more are wanted
   */
  boolean rows(SqlBatch batch);
}

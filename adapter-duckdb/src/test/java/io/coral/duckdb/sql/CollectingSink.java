package io.coral.duckdb.sql;

import io.coral.domain.query.SqlHead;
import io.coral.domain.sql.SqlBatch;
import io.coral.domain.sql.SqlValue;
import io.coral.ports.SqlSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what it is given, until it has enough. */
final class CollectingSink implements SqlSink {
  private final long enough;
  private Optional<SqlHead> head = Optional.empty();
  private final List<List<SqlValue>> rows = new ArrayList<>();
  private int largestBatch;

  CollectingSink() {
    this(Long.MAX_VALUE);
  }

  /**
   * @param enough rows after which no more are wanted
   */
  CollectingSink(long enough) {
    this.enough = enough;
  }

  @Override
  public void head(SqlHead found) {
    if (head.isPresent()) {
      throw new IllegalStateException("a second head");
    }
    head = Optional.of(found);
  }

  @Override
  public boolean rows(SqlBatch batch) {
    if (head.isEmpty()) {
      throw new IllegalStateException("rows before the head");
    }
    largestBatch = Math.max(largestBatch, batch.rows());
    for (int row = 0; row < batch.rows(); row++) {
      rows.add(batch.row(row));
    }
    return rows.size() < enough;
  }

  SqlHead head() {
    return head.orElseThrow();
  }

  boolean hasHead() {
    return head.isPresent();
  }

  List<List<SqlValue>> rows() {
    return rows;
  }

  int largestBatch() {
    return largestBatch;
  }
}

package io.coral.grpc;

import io.coral.domain.query.SqlHead;
import io.coral.domain.sql.SqlBatch;
import io.coral.domain.sql.SqlValue;
import io.coral.ports.SqlSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A sink that keeps what it is given. */
public final class CollectedRows implements SqlSink {
  private Optional<SqlHead> head = Optional.empty();
  private final List<List<SqlValue>> rows = new ArrayList<>();
  private int batches;

  @Override
  public void head(SqlHead known) {
    head = Optional.of(known);
  }

  @Override
  public boolean rows(SqlBatch batch) {
    batches++;
    for (int row = 0; row < batch.rows(); row++) {
      rows.add(batch.row(row));
    }
    return true;
  }

  public Optional<SqlHead> head() {
    return head;
  }

  public List<List<SqlValue>> rows() {
    return rows;
  }

  public int batches() {
    return batches;
  }
}

package io.coral.grpc.wire;

import com.google.rpc.Status;
import io.coral.domain.query.SqlHead;
import io.coral.domain.query.SqlStreamEnd;
import io.coral.domain.sql.SqlBatch;

/** A message of a stream of rows. */
public sealed interface StreamPart {
  /** What is known before the rows. */
  record Head(SqlHead head) implements StreamPart {}

  /** Some of the rows. */
  record Rows(SqlBatch batch) implements StreamPart {}

  /** All rows have come. */
  record End(SqlStreamEnd end) implements StreamPart {}

  /** No more rows will come, though there may be more. */
  record Failed(Status status) implements StreamPart {}

  /** Something that only a newer colony can say. */
  record Unknown() implements StreamPart {}
}

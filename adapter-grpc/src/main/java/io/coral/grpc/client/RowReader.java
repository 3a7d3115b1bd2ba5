package io.coral.grpc.client;

import io.coral.grpc.v1.StreamQueryResponse;
import io.coral.grpc.wire.SqlStreamMapping;
import io.coral.grpc.wire.StreamPart;

/** Holds a stream to its order: a head, rows that fit it, an end that fits the rows. */
final class RowReader {
  private int columns = -1;
  private long rows;
  private boolean ended;

  /** Whether anything has come. */
  boolean hasBegun() {
    return columns >= 0;
  }

  /**
   * @throws IllegalArgumentException if no colony can have said so, or not now
   */
  StreamPart read(StreamQueryResponse message) {
    if (ended) {
      throw new IllegalArgumentException("something follows the end");
    }
    StreamPart part = SqlStreamMapping.toDomain(message);
    switch (part) {
      case StreamPart.Head(var head) -> {
        expect(columns < 0, "a second head");
        columns = head.columns().size();
      }
      case StreamPart.Rows(var batch) -> {
        expect(batch.columns().size() == columns, "rows that do not fit their head");
        rows += batch.rows();
      }
      case StreamPart.End(var end) -> {
        expect(hasBegun() && end.rows() == rows, "an end that does not fit the rows");
        ended = true;
      }
      case StreamPart.Failed failed -> ended = true;
      case StreamPart.Unknown unknown -> {}
    }
    return part;
  }

  private static void expect(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}

package io.coral.grpc.wire;

import io.coral.domain.sql.SqlBatch;
import io.coral.domain.sql.SqlCells;
import java.util.ArrayList;
import java.util.List;

/** Rows {@code [from, to)} of a batch, which go into one message. */
public record RowRange(int from, int to) {
  /** Characters and bytes that make a message large enough. In UTF-8 it may become thrice that. */
  private static final int TARGET_SIZE = 1 << 20;

  private static final int ENDS_BYTES = 4;

  /** A batch in parts, each of a size that every reader takes, or of one row. */
  public static List<RowRange> partsOf(SqlBatch batch) {
    List<RowRange> parts = new ArrayList<>(1);
    split(batch, 0, batch.rows(), parts);
    return parts;
  }

  private static void split(SqlBatch batch, int from, int to, List<RowRange> parts) {
    if (to - from <= 1 || isSmall(batch, from, to)) {
      parts.add(new RowRange(from, to));
      return;
    }
    int middle = (from + to) >>> 1;
    split(batch, from, middle, parts);
    split(batch, middle, to, parts);
  }

  private static boolean isSmall(SqlBatch batch, int from, int to) {
    long size = 0;
    for (SqlCells cells : batch.columns()) {
      size += size(cells, from, to);
      if (size > TARGET_SIZE) {
        return false;
      }
    }
    return true;
  }

  private static long size(SqlCells cells, int from, int to) {
    long rows = (long) to - from;
    return switch (cells) {
      case SqlCells.Int64s whole -> rows * Long.BYTES;
      case SqlCells.Float64s numbers -> rows * Double.BYTES;
      case SqlCells.Timestamps times -> rows * Long.BYTES;
      case SqlCells.Bools bools -> rows;
      case SqlCells.Texts texts -> rows * ENDS_BYTES + characters(texts, from, to);
      case SqlCells.Mixed mixed ->
          mixed.values().subList(from, to).stream().mapToLong(SqlValueMapping::size).sum();
    };
  }

  /** Of the texts in some rows. */
  static long characters(SqlCells.Texts texts, int from, int to) {
    long characters = 0;
    for (int row = from; row < to; row++) {
      if (!texts.isNull(row)) {
        characters += texts.at(row).length();
      }
    }
    return characters;
  }
}

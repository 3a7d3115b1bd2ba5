package io.coral.grpc.wire;

import com.google.protobuf.ByteString;
import io.coral.domain.sql.SqlCells;
import io.coral.grpc.v1.Cells;
import io.coral.grpc.v1.ListValue;
import io.coral.grpc.v1.TextCells;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * Reads what {@link CellsWriting} wrote, or what somebody else did: every length is held against
 * the bytes that are there before anything of that size is made.
 */
final class CellsReading {
  private CellsReading() {}

  /**
   * @throws IllegalArgumentException if the message does not hold so many cells
   */
  static SqlCells toDomain(Cells cells, int rows) {
    return switch (cells.getValuesCase()) {
      case INT64_VALUES ->
          new SqlCells.Int64s(longs(cells.getInt64Values(), rows), nulls(cells, rows));
      case DOUBLE_VALUES ->
          new SqlCells.Float64s(doubles(cells.getDoubleValues(), rows), nulls(cells, rows));
      case BOOL_VALUES ->
          new SqlCells.Bools(bools(cells.getBoolValues(), rows), nulls(cells, rows));
      case TIMESTAMP_VALUES ->
          new SqlCells.Timestamps(longs(cells.getTimestampValues(), rows), nulls(cells, rows));
      case TEXT_VALUES -> {
        BitSet nulls = nulls(cells, rows);
        yield new SqlCells.Texts(texts(cells.getTextValues(), rows, nulls), nulls);
      }
      case MIXED_VALUES -> mixed(cells.getMixedValues(), rows);
      case VALUES_NOT_SET -> throw new IllegalArgumentException("cells of an unknown kind");
    };
  }

  private static long[] longs(ByteString bytes, int rows) {
    ByteBuffer values = littleEndian(bytes, rows, Long.BYTES);
    long[] longs = new long[rows];
    values.asLongBuffer().get(longs);
    return longs;
  }

  private static double[] doubles(ByteString bytes, int rows) {
    ByteBuffer values = littleEndian(bytes, rows, Double.BYTES);
    double[] doubles = new double[rows];
    values.asDoubleBuffer().get(doubles);
    return doubles;
  }

  private static boolean[] bools(ByteString bytes, int rows) {
    ByteBuffer values = littleEndian(bytes, rows, Byte.BYTES);
    boolean[] bools = new boolean[rows];
    for (int row = 0; row < rows; row++) {
      bools[row] = values.get(row) != 0;
    }
    return bools;
  }

  private static String[] texts(TextCells cells, int rows, BitSet nulls) {
    IntBuffer ends = littleEndian(cells.getEnds(), rows, Integer.BYTES).asIntBuffer();
    byte[] utf8 = cells.getUtf8().toByteArray();
    String[] texts = new String[rows];
    int start = 0;
    for (int row = 0; row < rows; row++) {
      int end = ends.get(row);
      if (end < start || end > utf8.length) {
        throw new IllegalArgumentException("a text ends outside of the texts");
      }
      texts[row] =
          nulls.get(row) ? "" : new String(utf8, start, end - start, StandardCharsets.UTF_8);
      start = end;
    }
    return texts;
  }

  private static SqlCells mixed(ListValue cells, int rows) {
    if (cells.getValuesCount() != rows) {
      throw wrongNumber(cells.getValuesCount(), rows);
    }
    return new SqlCells.Mixed(
        cells.getValuesList().stream().map(SqlValueMapping::toDomain).toList());
  }

  private static BitSet nulls(Cells cells, int rows) {
    ByteString bytes = cells.getNulls();
    if (bytes.isEmpty()) {
      return new BitSet(0);
    }
    if (bytes.size() > (rows + 7L) / Byte.SIZE) {
      throw wrongNumber((long) bytes.size() * Byte.SIZE, rows);
    }
    BitSet nulls = BitSet.valueOf(bytes.asReadOnlyByteBuffer());
    if (nulls.length() > rows) {
      throw wrongNumber(nulls.length(), rows);
    }
    return nulls;
  }

  private static ByteBuffer littleEndian(ByteString bytes, int rows, int size) {
    if (bytes.size() != (long) rows * size) {
      throw wrongNumber(bytes.size() / size, rows);
    }
    return bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static IllegalArgumentException wrongNumber(long cells, int rows) {
    return new IllegalArgumentException("a column has " + cells + " cells for " + rows + " rows");
  }
}

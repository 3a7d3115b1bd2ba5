package io.coral.grpc.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.coral.domain.sql.SqlCells;
import io.coral.grpc.v1.Cells;
import io.coral.grpc.v1.ListValue;
import io.coral.grpc.v1.TextCells;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;

/**
 * Writes columns of cells as plain bytes. Every row of a large answer comes through here, so that
 * no cell becomes an object, but for those of {@link SqlCells.Mixed}.
 */
final class CellsWriting {
  private CellsWriting() {}

  /** The cells of the rows {@code [from, to)}. */
  static Cells toWire(SqlCells cells, int from, int to) {
    var message = Cells.newBuilder();
    switch (cells) {
      case SqlCells.Int64s whole ->
          message.setInt64Values(longs(whole, from, to)).setNulls(nulls(whole.nulls(), from, to));
      case SqlCells.Float64s numbers ->
          message
              .setDoubleValues(doubles(numbers, from, to))
              .setNulls(nulls(numbers.nulls(), from, to));
      case SqlCells.Bools bools ->
          message.setBoolValues(bytes(bools, from, to)).setNulls(nulls(bools.nulls(), from, to));
      case SqlCells.Timestamps times ->
          message
              .setTimestampValues(micros(times, from, to))
              .setNulls(nulls(times.nulls(), from, to));
      case SqlCells.Texts texts ->
          message.setTextValues(texts(texts, from, to)).setNulls(nulls(texts.nulls(), from, to));
      case SqlCells.Mixed mixed -> message.setMixedValues(values(mixed, from, to));
    }
    return message.build();
  }

  private static ByteString longs(SqlCells.Int64s cells, int from, int to) {
    ByteBuffer bytes = littleEndian(to - from, Long.BYTES);
    for (int row = from; row < to; row++) {
      bytes.putLong(cells.at(row));
    }
    return UnsafeByteOperations.unsafeWrap(bytes.flip());
  }

  private static ByteString doubles(SqlCells.Float64s cells, int from, int to) {
    ByteBuffer bytes = littleEndian(to - from, Double.BYTES);
    for (int row = from; row < to; row++) {
      bytes.putDouble(cells.at(row));
    }
    return UnsafeByteOperations.unsafeWrap(bytes.flip());
  }

  private static ByteString micros(SqlCells.Timestamps cells, int from, int to) {
    ByteBuffer bytes = littleEndian(to - from, Long.BYTES);
    for (int row = from; row < to; row++) {
      bytes.putLong(cells.at(row));
    }
    return UnsafeByteOperations.unsafeWrap(bytes.flip());
  }

  private static ByteString bytes(SqlCells.Bools cells, int from, int to) {
    byte[] bytes = new byte[to - from];
    for (int row = from; row < to; row++) {
      bytes[row - from] = cells.at(row) ? (byte) 1 : 0;
    }
    return UnsafeByteOperations.unsafeWrap(bytes);
  }

  private static TextCells texts(SqlCells.Texts cells, int from, int to) {
    ByteBuffer ends = littleEndian(to - from, Integer.BYTES);
    var utf8 = new Utf8Blob(Math.toIntExact(RowRange.characters(cells, from, to)));
    int end = 0;
    for (int row = from; row < to; row++) {
      if (!cells.isNull(row)) {
        end = utf8.add(cells.at(row));
      }
      ends.putInt(end);
    }
    return TextCells.newBuilder()
        .setUtf8(utf8.toByteString())
        .setEnds(UnsafeByteOperations.unsafeWrap(ends.flip()))
        .build();
  }

  private static ListValue values(SqlCells.Mixed cells, int from, int to) {
    return ListValue.newBuilder()
        .addAllValues(
            cells.values().subList(from, to).stream().map(SqlValueMapping::toWire).toList())
        .build();
  }

  private static ByteString nulls(BitSet nulls, int from, int to) {
    return nulls.isEmpty()
        ? ByteString.EMPTY
        : UnsafeByteOperations.unsafeWrap(nulls.get(from, to).toByteArray());
  }

  private static ByteBuffer littleEndian(int cells, int size) {
    return ByteBuffer.allocate(Math.multiplyExact(cells, size)).order(ByteOrder.LITTLE_ENDIAN);
  }
}

package io.coral.duckdb.sql;

import static java.util.stream.Collectors.joining;

import io.coral.domain.sql.SqlLimits;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Puts limits of rows and bytes around a judged statement, and has its columns carried as Java
 * reads them.
 *
 * <p>The statement becomes a subquery, the order of which the engine keeps, and its columns are
 * named by number, so that names may repeat. One row more than the limit is read, to know whether
 * there was more. Bytes are counted in the engine, because the driver turns two thousand rows at a
 * time into Java objects: text that is too large never gets that far.
 */
final class LimitedSql {
  /** The words by which the errors are known that end an answer of too many bytes. */
  static final String TOO_MANY_BYTES = "coral_result_bytes";

  static final String TOO_LONG_CELL = "coral_cell_bytes";
  static final String TOO_LONG_ROW = "coral_row_bytes";

  private static final int BYTES_PER_CELL = 16;

  private LimitedSql() {}

  /** For a whole answer: limits of its bytes, and of those of each cell. */
  static String atOnce(OpenStatement open, int limit) {
    List<ColumnType> types = open.types();
    String names = each(types, i -> "c" + i, ", ");
    String carried = each(types, i -> carried(open, i, types.get(i).carrier()), ", ");
    String longest =
        lengths(types).isEmpty() ? "0" : "greatest(0, " + String.join(", ", lengths(types)) + ")";
    return """
    SELECT %s FROM (
    SELECT *, sum(%s) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS coral_bytes FROM (
    SELECT %s FROM (
    %s)))
    WHERE CASE WHEN %s > %d THEN error('%s') WHEN coral_bytes > %d THEN error('%s') ELSE true END"""
        .formatted(
            names,
            rowBytes(types),
            carried,
            limited(open, limit),
            longest,
            SqlLimits.MAX_CELL_BYTES,
            TOO_LONG_CELL,
            SqlLimits.MAX_RESULT_BYTES,
            TOO_MANY_BYTES);
  }

  /** For a stream: a limit of the bytes of each row, columns carried as {@code carriers} say. */
  static String streamed(OpenStatement open, List<String> carriers, long limit) {
    List<ColumnType> types = open.types();
    String carried = each(types, i -> carried(open, i, carriers.get(i)), ", ");
    String rows = "SELECT %s FROM (\n%s)".formatted(carried, limited(open, limit));
    return lengths(types).isEmpty()
        ? rows
        : """
        SELECT * FROM (
        %s)
        WHERE CASE WHEN %s > %d THEN error('%s') ELSE true END"""
            .formatted(rows, rowBytes(types), SqlLimits.MAX_STREAM_ROW_BYTES, TOO_LONG_ROW);
  }

  /** The statement, its columns c0, c1 and so on, one row more than the limit. */
  private static String limited(OpenStatement open, long limit) {
    return """
    SELECT * FROM (
    %s
    ) AS q(%s) LIMIT %d"""
        .formatted(open.text().text(), each(open.types(), i -> "c" + i, ", "), limit + 1);
  }

  private static String carried(OpenStatement open, int i, String carrier) {
    return carrier.equals(open.columns().get(i).type())
        ? "c" + i
        : "CAST(c" + i + " AS " + carrier + ") AS c" + i;
  }

  private static String rowBytes(List<ColumnType> types) {
    return types.size() * BYTES_PER_CELL
        + lengths(types).stream().map(length -> " + " + length).collect(joining());
  }

  /** The bytes of each cell that can be long. */
  private static List<String> lengths(List<ColumnType> types) {
    return IntStream.range(0, types.size())
        .filter(i -> types.get(i).hasLength())
        .mapToObj(i -> length(types.get(i), i))
        .toList();
  }

  private static String length(ColumnType type, int i) {
    return switch (type.carrier()) {
      case "VARCHAR" -> "coalesce(strlen(c" + i + "), 0)";
      case "BLOB" -> "coalesce(octet_length(c" + i + "), 0)";
      default -> "coalesce(strlen(CAST(c" + i + " AS VARCHAR)), 0)";
    };
  }

  private static String each(List<ColumnType> types, IntFunction<String> text, String between) {
    return IntStream.range(0, types.size()).mapToObj(text).collect(joining(between));
  }
}

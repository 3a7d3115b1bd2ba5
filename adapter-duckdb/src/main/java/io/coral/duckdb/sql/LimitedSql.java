package io.coral.duckdb.sql;

import io.coral.domain.sql.SqlLimits;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Puts limits of rows and bytes around a judged statement.
 *
 * <p>The statement becomes a subquery, the order of which the engine keeps, and its columns are
 * named by number, so that names may repeat. One row more than the limit is read, to know whether
 * there was more. Bytes are summed in the engine, because the driver turns two thousand rows at a
 * time into Java objects: text that is too large never gets that far.
 */
final class LimitedSql {
  /** The word by which the error is known that ends a result of too many bytes. */
  static final String TOO_MANY_BYTES = "coral_result_bytes";

  private static final int BYTES_PER_CELL = 16;

  private LimitedSql() {}

  static String of(GuardedSql guarded, List<String> types, List<ColumnType> columns, int rows) {
    String names = each(columns, i -> "c" + i, ", ");
    String carried =
        each(
            columns,
            i ->
                columns.get(i).carrier().equals(types.get(i))
                    ? "c" + i
                    : "CAST(c" + i + " AS " + columns.get(i).carrier() + ") AS c" + i,
            ", ");
    String bytes =
        columns.size() * BYTES_PER_CELL
            + each(columns, i -> columns.get(i).hasLength() ? " + " + length(columns, i) : "", "");
    return """
    SELECT %s FROM (
    SELECT *, sum(%s) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS coral_bytes FROM (
    SELECT %s FROM (
    SELECT * FROM (
    %s
    ) AS q(%s) LIMIT %d)))
    WHERE CASE WHEN coral_bytes > %d THEN error('%s') ELSE true END"""
        .formatted(
            names,
            bytes,
            carried,
            guarded.text(),
            names,
            rows + 1,
            SqlLimits.MAX_RESULT_BYTES,
            TOO_MANY_BYTES);
  }

  private static String length(List<ColumnType> columns, int i) {
    return switch (columns.get(i).carrier()) {
      case "VARCHAR" -> "coalesce(strlen(c" + i + "), 0)";
      case "BLOB" -> "coalesce(octet_length(c" + i + "), 0)";
      default -> "coalesce(strlen(CAST(c" + i + " AS VARCHAR)), 0)";
    };
  }

  private static String each(List<ColumnType> columns, IntFunction<String> text, String between) {
    return IntStream.range(0, columns.size()).mapToObj(text).collect(Collectors.joining(between));
  }
}

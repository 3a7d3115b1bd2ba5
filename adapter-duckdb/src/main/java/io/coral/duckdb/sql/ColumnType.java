package io.coral.duckdb.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a column is carried out of the engine.
 *
 * <p>What Java's types cannot hold exactly is turned into text by the engine itself: HUGEINT and
 * DECIMAL, dates that may be infinite, times of 24:00. That also holds inside lists, structs and
 * maps.
 *
 * @param carrier the type to cast to before reading; the column's own if it is read as it is
 * @param hasLength whether values can be of any size
 */
record ColumnType(String carrier, boolean hasLength) {
  private static final Set<String> EXACT =
      Set.of(
          "BOOLEAN",
          "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "UTINYINT",
          "USMALLINT",
          "UINTEGER",
          "FLOAT",
          "DOUBLE",
          "TIMESTAMP WITH TIME ZONE");
  private static final Set<String> EXACT_WITH_LENGTH = Set.of("VARCHAR", "BLOB");
  private static final Set<String> AS_TEXT =
      Set.of(
          "\"NULL\"",
          "HUGEINT",
          "UHUGEINT",
          "UBIGINT",
          "BIGNUM",
          "DATE",
          "TIME",
          "TIME_NS",
          "TIME WITH TIME ZONE",
          "TIMESTAMP",
          "TIMESTAMP_S",
          "TIMESTAMP_MS",
          "TIMESTAMP_NS",
          "TIMESTAMPTZ_NS",
          "INTERVAL",
          "UUID");

  /**
   * The carrier of a type.
   *
   * @param type as the engine writes it, such as {@code STRUCT(a DATE, b INTEGER[])[]}
   * @return empty if values of the type cannot be returned
   */
  static Optional<ColumnType> of(String type) {
    if (EXACT.contains(type)) {
      return Optional.of(new ColumnType(type, false));
    }
    if (EXACT_WITH_LENGTH.contains(type)) {
      return Optional.of(new ColumnType(type, true));
    }
    if (AS_TEXT.contains(type) || type.matches("DECIMAL\\([0-9]+,[0-9]+\\)")) {
      return Optional.of(new ColumnType("VARCHAR", false));
    }
    return nested(type).map(carrier -> new ColumnType(carrier, true));
  }

  private static Optional<String> nested(String type) {
    if (type.endsWith("]")) {
      return of(type.substring(0, type.lastIndexOf('['))).map(item -> item.carrier() + "[]");
    }
    if (!type.endsWith(")")) {
      return Optional.empty();
    }
    String kind = type.substring(0, type.indexOf('('));
    List<String> parts = parts(type.substring(kind.length() + 1, type.length() - 1));
    return switch (kind) {
      case "STRUCT" -> joined(kind, parts, ColumnType::member);
      case "TUPLE" -> joined(kind, parts, part -> of(part).map(ColumnType::carrier));
      case "MAP" -> of(parts.get(1)).map(value -> "MAP(VARCHAR, " + value.carrier() + ")");
      default -> Optional.empty();
    };
  }

  private interface PartCarrier {
    Optional<String> of(String part);
  }

  private static Optional<String> joined(String kind, List<String> parts, PartCarrier carrier) {
    List<String> carriers = new ArrayList<>();
    for (String part : parts) {
      Optional<String> found = carrier.of(part);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      carriers.add(found.get());
    }
    return Optional.of(kind + "(" + String.join(", ", carriers) + ")");
  }

  /** {@code name TYPE}, where the name may be in quotes. */
  private static Optional<String> member(String part) {
    int end = part.indexOf(' ');
    if (part.startsWith("\"")) {
      end = 1;
      while (part.charAt(end) != '"' || part.startsWith("\"\"", end)) {
        end += part.charAt(end) == '"' ? 2 : 1;
      }
      end++;
    }
    String name = part.substring(0, end);
    return of(part.substring(end + 1)).map(type -> name + " " + type.carrier());
  }

  /** Splits at commas that stand in no brackets and no quotes. */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '(' || c == '[')) {
        depth++;
      } else if (!quoted && (c == ')' || c == ']')) {
        depth--;
      } else if (c == ',' && depth == 0 && !quoted) {
        parts.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    parts.add(text.substring(start).strip());
    return parts;
  }
}
